/** The tree of components that content lines make: VCALENDAR with its VEVENT, VTIMEZONE and others. */
import type { Refused } from "../item.ts";
import type { Line } from "./lines.ts";

export interface Component {
  name: string;
  lines: Line[];
  children: Component[];
}

const DEEPEST = 8;

/** The calendars of a file; a file that is none, breaks off or does not nest is refused as a whole. */
export function calendarsOf(lines: Line[]): Component[] | Refused {
  if (!isBegin(lines[0], "VCALENDAR")) return { refusal: "not_a_calendar" };
  const calendars: Component[] = [];
  const open: Component[] = [];
  for (const line of lines) {
    if (line.name === "BEGIN") {
      if (open.length >= DEEPEST) return { refusal: "broken" };
      begin(line, open, calendars);
    } else if (line.name === "END") {
      if (open.length > 0 && open.pop()!.name !== nameIn(line)) return { refusal: "broken" };
    } else open.at(-1)?.lines.push(line);
  }
  if (open.length > 0) return { refusal: "cut_off" };
  return calendars.some(hasStrayEntry) ? { refusal: "broken" } : calendars;
}

function begin(line: Line, open: Component[], calendars: Component[]) {
  const component = { name: nameIn(line), lines: [], children: [] };
  const parent = open.at(-1);
  if (parent) parent.children.push(component);
  // What follows a calendar and is none, is nobody's.
  else if (component.name === "VCALENDAR") calendars.push(component);
  open.push(component);
}

/** An entry inside an entry: the end of the outer one is missing. */
function hasStrayEntry(calendar: Component): boolean {
  return calendar.children.some((child) =>
    child.children.some(({ name }) => name === "VEVENT" || name === "VCALENDAR")
  );
}

const isBegin = (line: Line | undefined, name: string) =>
  line?.name === "BEGIN" && nameIn(line) === name;

const nameIn = (line: Line) => line.value.trim().toUpperCase();

export function lineOf(component: Component, name: string): Line | undefined {
  return component.lines.find((line) => line.name === name);
}

export function linesOf(component: Component, name: string): Line[] {
  return component.lines.filter((line) => line.name === name);
}
