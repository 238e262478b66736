/** Place, price, organisers and status of a schema.org Event. */
import type { Price, Status } from "../item.ts";
import { lineFrom, namesFrom, placeFrom, webAddress } from "../words.ts";
import {
  addressOf,
  isNode,
  listOf,
  type Node,
  plainType,
  resolved,
  textOf,
  typesOf,
} from "./node.ts";

type ById = Map<string, Node>;

/** The nodes or texts of a property, with what it only names by @id. */
function valuesOf(value: unknown, byId: ById): unknown[] {
  return listOf(value).map((one) => isNode(one) ? resolved(one, byId) : one);
}

export interface Where {
  location: string | null;
  is_online: boolean;
}

export function whereOf(node: Node, byId: ById, statuses: string[]): Where {
  const places = valuesOf(node.location, byId).map((place) => placeOf(place, byId));
  const location = places.flatMap((place) => place.location ?? [])[0] ?? null;
  const mode = listOf(node.eventAttendanceMode).map((one) => plainType(textOf(one) ?? "")).join();
  const isOnlineMode = /^online/i.test(mode);
  const isOnlinePlace = places.length > 0 && places.every(({ is_online }) => is_online);
  const isMoved = statuses.includes("EventMovedOnline");
  return { location, is_online: isMoved || isOnlineMode || mode === "" && isOnlinePlace };
}

function placeOf(place: unknown, byId: ById): Where {
  if (typeof place === "string") return placeFrom(place);
  if (!isNode(place)) return { location: null, is_online: false };
  if (typesOf(place).includes("VirtualLocation")) return { location: null, is_online: true };
  const [address] = valuesOf(place.address, byId);
  const parts = isNode(address)
    ? [textOf(address.name), ...partsOf(address)]
    : typeof address === "string"
    ? [address]
    : partsOf(place);
  const name = textOf(place.name);
  const lines = [name, ...parts].flatMap((part) => lineFrom(part) ?? []);
  const once = lines.filter((line, i) => !lines.some((other, j) => repeats(line, i, other, j)));
  return placeFrom(once.join("\n"));
}

/** A line that another one holds says nothing new. */
const repeats = (line: string, i: number, other: string, j: number) =>
  i !== j &&
  (other === line
    ? j < i
    : other.includes(line) && i !== 0 || i === 0 && other.startsWith(`${line},`));

const partsOf = (address: Node) => [
  textOf(address.streetAddress),
  textOf(address.addressLocality),
];

export interface Offers {
  price: Price | null;
  sign_up_url: string | null;
}

export function offersOf(node: Node, byId: ById, base: string | undefined): Offers {
  const offers = valuesOf(node.offers, byId).filter(isNode);
  const all = [
    ...offers,
    ...offers.flatMap((offer) => valuesOf(offer.offers, byId).filter(isNode)),
  ];
  const amounts = all.slice(0, 200).flatMap(amountsOf).filter((amount) => amount !== null);
  const isFree = /^true$/i.test(String(node.isAccessibleForFree ?? ""));
  if (amounts.length === 0 && isFree) amounts.push(0);
  const currency = all.map(currencyOf).find(Boolean) ?? null;
  const links = all.map((offer) => webAddress(addressOf(offer.url), base));
  return {
    price: amounts.length === 0
      ? null
      : { min: Math.min(...amounts), max: Math.max(...amounts), currency },
    sign_up_url: links.find((link) => link !== null) ?? null,
  };
}

function amountsOf(offer: Node): (number | null)[] {
  const specifications = listOf(offer.priceSpecification).filter(isNode);
  return [offer, ...specifications].flatMap((one) =>
    [one.price, one.lowPrice, one.highPrice, one.minPrice, one.maxPrice].map(amountOf)
  );
}

const MOST_EXPENSIVE = 1e6;

/** "10.00", 10, "$10", "10,50" and "free". */
export function amountOf(value: unknown): number | null {
  const text = textOf(value)?.trim() ?? "";
  if (/^free$/i.test(text)) return 0;
  const plain = text.replace(/^[^\d-]{0,5}|[^\d]{0,5}$/g, "").replace(/,(?=\d{3}(?:\D|$))/g, "")
    .replace(",", ".");
  const amount = Number(plain);
  return plain === "" || !(amount >= 0 && amount <= MOST_EXPENSIVE) ? null : amount;
}

function currencyOf(offer: Node): string | null {
  const specification = listOf(offer.priceSpecification).filter(isNode)[0];
  const code = textOf(offer.priceCurrency) ?? textOf(specification?.priceCurrency);
  return code && /^[A-Za-z]{3}$/.test(code.trim()) ? code.trim().toUpperCase() : null;
}

export function organisersOf(node: Node, byId: ById): string[] {
  const all = [...listOf(node.organizer), ...listOf(node.organiser)];
  return namesFrom(valuesOf(all, byId).map((one) => isNode(one) ? textOf(one.name) : textOf(one)));
}

/** Names of schema.org, without its address. */
export function statusesOf(node: Node): string[] {
  return listOf(node.eventStatus).map((one) => plainType(textOf(one) ?? ""));
}

export function statusOf(statuses: string[]): Status {
  if (statuses.some((status) => /^(?:Event)?Cancell?ed$/i.test(status))) return "cancelled";
  return statuses.some((status) => /^(?:Event)?Postponed$/i.test(status))
    ? "postponed"
    : "confirmed";
}
