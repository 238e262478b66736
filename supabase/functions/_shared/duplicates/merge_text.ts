/** The text of a post for comparison with other posts of its day. Pure. */
import { isNumber, offlineEmbedder } from "../vector/embed_offline.ts";
import { foldFonts } from "../text/caption.ts";

/** Words that any posts of one day may share. They and all numbers distinguish no events. */
const DAY_WORDS = new Set(
  ("today tonight tomorrow am pm mon monday tue tues tuesday wed weds wednesday thu thur thurs " +
    "thursday fri friday sat saturday sun sunday jan january feb february mar march apr april may " +
    "jun june jul july aug august sep sept september oct october nov november dec december " +
    "heute morgen uhr montag dienstag mittwoch donnerstag freitag samstag sonntag " +
    "januar februar märz mai juni juli oktober dezember " +
    "demain lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril juin " +
    "juillet août septembre octobre novembre décembre " +
    "hoy mañana lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril " +
    "mayo junio julio agosto septiembre octubre noviembre diciembre " +
    "hoje amanhã segunda terça quarta quinta sexta feira janeiro fevereiro março maio junho julho " +
    "setembro outubro novembro dezembro").split(" "),
);

interface Text {
  title: string;
  organisers: readonly string[];
  caption: string;
}

/** Returns an embedder of title, organisers and caption, without words for day and hour. */
export function mergeEmbedder(): (text: Text) => Float32Array {
  const embed = offlineEmbedder((word) => !isNumber(word) && !DAY_WORDS.has(word));
  return ({ title, organisers, caption }) =>
    embed(`${title}\n${organisers.join(", ")}\n${foldFonts(caption)}`);
}
