import type { Language } from "./language.ts";

export const SPANISH: Language = {
  name: "Spanish",
  signs:
    "hoy|mañana|pasado mañana|esta (?:noche|tarde)|todos los|cada|próximo|próxima|a las \\d{1,2}|a la una|de la (?:tarde|noche|mañana)|nos vemos|ven a|vengan|te esperamos|plazas|entrada libre|aula|\\d{1,2} de|gracias a",
  months: [
    ...["enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo|may", "junio|jun"],
    ...["julio|jul", "agosto|ago", "septiembre|setiembre|sept|sep", "octubre|oct"],
    ...["noviembre|nov", "diciembre|dic"],
  ],
  weekdays: [
    ...["domingo", "lunes", "martes", "miércoles|miercoles", "jueves", "viernes"],
    "sábado|sabado",
  ],
  shortWeekdays: [
    ...["Dom|dom", "Lun|lun", "Mar|mar", "Mié|Mie|mié|mie", "Jue|jue", "Vie|vie"],
    "Sáb|Sab|sáb|sab",
  ],
  numbers: [
    ...["una?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
    ...["once", "doce"],
  ],
  ordinals: ["primer|primero|1er", "segundo", "tercer|tercero", "cuarto", "último"],
  forms: [
    ["(?:a|desde) las? {number} y media de la (?:tarde|noche)", "at {number}:30pm"],
    ["(?:a|desde) las? {number} y media", "at {number}:30"],
    ["(?:a|desde) las? {number} de la (?:tarde|noche)", "at {number}pm"],
    ["(?:a|desde) las? {number} de la mañana", "at {number}am"],
    [
      "(?:de|desde las|entre las|de las) {clock} (?:a|hasta|y)(?: las)? {clock}(?: ?(?:h|hs|hrs|horas))?(?= ?(?:[ap]\\.?m))",
      "{clock} - {clock2}",
    ],
    [
      "(?:de|desde las|entre las|de las) {clock} (?:a|hasta|y)(?: las)? {clock}(?: ?(?:h|hs|hrs|horas))?\\.?(?! de)",
      "{clock} - {clock2}",
    ],
    ["{clock} ?(?:a|-) ?{clock} ?(?:h|hs|hrs|horas)\\.?", "{clock} - {clock2}"],
    [
      "(?:a partir de|a|desde) las? {clock}(?: ?(?:h|hs|hrs|horas)\\.?)?(?! ?[ap]\\.? ?m)",
      "at {clock}",
    ],
    ["(?:a partir de|a|desde) las? {number}(?! ?[ap]\\.? ?m)", "at {number}:00"],
    ["(?:a partir de|a|desde) las?(?= \\d)", "at"],
    ["{clock} ?(?:h|hs|hrs|horas)\\.?(?! de)", "{clock}"],
    ["al? mediodía", "at noon"],
    ["a (?:la )?medianoche", "at midnight"],
    ["del? {n} al? {n} de {month}(?: del? {year})?", "{n}-{n2} {month} {year}"],
    ["del? {n} de {month} al? {n} de {month}", "{n} {month} - {n2} {month2}"],
    ["{n} (?:y|-) {n} de {month}", "{n}-{n2} {month}"],
    ["(?:el )?{n} de {month}(?:,? del? {year})?", "{n} {month} {year}"],
    ["(?:el )?{n} {month}", "{n} {month}"],
    ["pasado mañana", "the day after tomorrow"],
    ["hoy por la noche|esta noche", "tonight"],
    ["esta tarde", "this afternoon"],
    ["mañana por la noche", "tomorrow evening"],
    ["hoy", "today"],
    ["(?<!(?:la|por la|esta|de) )mañana", "tomorrow"],
    ["(?:en|dentro de) {number} días?", "in {number} days"],
    ["(?:en|dentro de) {number} semanas?", "in {number} weeks"],
    [
      "(?:todos los|cada|el) {ordinal} {weekday} (?:de cada|del) mes",
      "{ordinal} {weekday} of every month",
    ],
    ["(?:todos los|cada|los) {weekday}s?", "every {weekday}"],
    ["(?:el )?próximo {weekday}", "next {weekday}"],
    ["{weekday} que viene", "next {weekday}"],
    ["este {weekday}(?: por la noche)?", "this {weekday}"],
    ["(?:el )?{weekday} por la noche", "on {weekday} evening"],
    ["el {weekday}", "on {weekday}"],
    ["{weekday}", "{weekday}"],
    ["(?:fecha límite|inscripciones?(?: \\p{L}+){0,3} hasta)(?: el| on)?:?", "deadline"],
    ["hasta(?: el| on)?|antes del", "until"],
    [
      "(?:se )?(?:pospone|posponen|mueve|cambia|traslada|aplaza)n? (?:al|para el)|reprogramad[oa] para(?: el)?|aplazad[oa] al",
      "moved to",
    ],
    ["en lugar de(?:l)?", "instead of"],
    ["(?:está |queda |se )?(?:cancel|suspend)(?:ad[oa]s?|id[oa]s?|a|e)", "is cancelled"],
    ["(?:publicado|actualizado|editado)(?: el| on)?", "published"],
  ],
  invites:
    "ven(?:te|gan)?|únete|te esperamos|te invitamos|inscripci(?:ón|ones)|entrada libre|noche de|fiesta|taller|charla|torneo|concierto|feria|conferencia|reunión|club de|ciclo|plática|jornadas?|exposición|muestra|mercadillo|encuentro|curso|nos vemos",
  into: "en el|en la|en los|en las|en",
  places:
    "aula magna|aula|salón|salón de actos|sala|biblioteca|auditorio|patio|cafetería|explanada|gimnasio|plaza|bar|café|campus|teatro|edificio|parque|facultad|cine|cancha|laboratorio|centro|foro|jardín|vestíbulo",
  past: "gracias a (?:todos|todas|quienes)|así fue|qué (?:gran )?noche",
};
