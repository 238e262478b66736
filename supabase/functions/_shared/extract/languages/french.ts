import type { Language } from "./language.ts";

export const FRENCH: Language = {
  name: "French",
  signs:
    "aujourd'hui|demain|ce soir|après-demain|le (?:lundi|\\d{1,2}(?:er)?)|à (?:\\d{1,2} ?h|midi)|tous les|chaque|prochaine?|dès|nous|vous|avec|soirée|rendez-vous|de \\d{1,2}h|du \\d{1,2} au|salle|entrée libre|merci à",
  months: [
    ...["janvier|janv", "février|fevrier|févr|fév", "mars", "avril|avr", "mai", "juin"],
    ...["juillet|juil", "août|aout", "septembre|sept", "octobre|oct", "novembre|nov"],
    "décembre|decembre|déc",
  ],
  weekdays: ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
  shortWeekdays: [
    ...["Dim|dim|DIM", "Lun|lun|LUN", "Mar|mar|MAR", "Mer|mer|MER", "Jeu|jeu|JEU"],
    ...["Ven|ven|VEN", "Sam|sam|SAM"],
  ],
  numbers: [
    ...["une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"],
    ...["onze", "douze"],
  ],
  ordinals: [
    ...["première?|premier|1ere?|1er", "deuxième|second|2e", "troisième|3e", "quatrième|4e"],
    "dernière?|dernier",
  ],
  forms: [
    ["(?:de|entre) {clock} (?:à|et) {hour}", "{clock} - {hour}"],
    ["{hour} ?(?:à|-) ?{hour}", "{hour} - {hour2}"],
    ["(?:à|dès|vers|à partir de) {clock} du soir", "at {clock}pm"],
    ["(?:à|dès|vers|à partir de) {clock}(?! ?(?:€|euros?|%))", "at {clock}"],
    ["(?<!(?:pendant|durée|en|pour) ){hour}(?! de| ?(?:€|eur|kg|km|%))", "{hour}"],
    ["à midi", "at noon"],
    ["à minuit", "at midnight"],
    ["du {n}(?:er)? au {n} {month}", "{n}-{n2} {month}"],
    ["du {n}(?:er)? {month} au {n} {month}", "{n} {month} - {n2} {month2}"],
    ["{n}(?:er)? (?:et|-|&) {n} {month}", "{n}-{n2} {month}"],
    ["(?:le )?{n}(?:er|\\.)? {month}", "{n} {month}"],
    ["après-demain", "the day after tomorrow"],
    ["(?:ce|demain) soir(?=,? demain)", "tomorrow"],
    ["ce soir|cette nuit", "tonight"],
    ["cet après-midi", "this afternoon"],
    ["aujourd'hui", "today"],
    ["demain soir", "tomorrow evening"],
    ["demain", "tomorrow"],
    ["dans {number} jours?", "in {number} days"],
    ["dans {number} semaines?", "in {number} weeks"],
    [
      "(?:tous les|chaque|le) {ordinal}s? {weekday}s? (?:du|de chaque) mois",
      "{ordinal} {weekday} of every month",
    ],
    ["(?:tous les|chaque|les) {weekday}s?(?: soirs?)?", "every {weekday}"],
    ["{weekday} prochain", "next {weekday}"],
    ["ce {weekday}(?: soir)?", "this {weekday}"],
    ["(?:le )?{weekday} soir", "on {weekday} evening"],
    ["{weekday},? le(?= \\d)", "{weekday}"],
    ["le {weekday}", "on {weekday}"],
    ["{weekday}", "{weekday}"],
    [
      "(?:date limite|inscriptions?(?: \\p{L}+){0,3} (?:jusqu'au|avant))(?: le)?(?: :)?",
      "deadline",
    ],
    ["jusqu'(?:au|à)(?: on)?|au plus tard|avant le", "until"],
    ["report[ée]e?s? (?:au|à)|déplac[ée]e? au", "moved to"],
    ["au lieu (?:de|du)", "instead of"],
    ["(?:est |sont |a été )?annul[ée]e?s?", "is cancelled"],
    ["(?:publi|post|modifi)[ée]e? le|mis à jour le", "published"],
  ],
  invites:
    "venez|rejoignez|vous invite|inscriptions?|bienvenue|entrée libre|soirée|rendez-vous|atelier|conférence|tournoi|réunion|spectacle|repas|vide-grenier|fête|bourse aux|portes ouvertes|exposition|marché|journée|formation",
  into: "au|à la|à l'|dans la|dans le|dans l'|devant la|devant le|en",
  places:
    "salle|amphi|amphithéâtre|foyer|gymnase|bibliothèque|bu|café|bar|hall|cour|cafétéria|cantine|maison|théâtre|chapelle|parc|place|campus|auditorium|local|bâtiment|stade|cinéma|parvis|resto u|restaurant|jardin",
  past: "merci à (?:tous|toutes|celles)|retour sur|c'était|quelle (?:belle )?soirée",
};
