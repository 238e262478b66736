import assert from "node:assert/strict";
import type { Kind } from "../event/event.ts";
import { toLines } from "./lines.ts";
import { findTitle } from "./title.ts";

const title = (caption: string, kind: Kind = "event") =>
  findTitle(toLines(caption), kind, { organisers: [], location: null });

const titles: [string, string][] = [
  ["🎉 End of Exams Bar Night! 🎉\nThe best night of the year", "End of Exams Bar Night"],
  ["Hungry? Join us for our Dumpling Workshop on Friday!", "Dumpling Workshop"],
  ["Blitz Night is back! Come along", "Blitz Night"],
  ["3 DAYS LEFT until Trivia Night!!", "Trivia Night"],
  ["Hey everyone!\nThe Film Society invites you to the Spring Gala at the hall", "Spring Gala"],
  ["Tired of losing marks? Come to our Referencing Workshop to learn how", "Referencing Workshop"],
  ["Looking for something fun?\nThis is it: our masquerade party, with a band", "Masquerade party"],
  ["Homesick? Same.\n\nOPEN GARDEN\nSat 4 May, 2pm, North Lawn\nBring a mat", "Open Garden"],
  ["Sat 4 May, from 11am, under the oak\nSlow Picnic", "Slow Picnic"],
  [
    "Tea tasting with the blenders of Leaf: five pots\nTue 5 May 4pm\nLeaf, 12 Mill St",
    "Tea tasting",
  ],
  [`Our beginners' workshop "Rust from Zero" takes you far. 5 May, 6pm`, "Rust from Zero"],
  ['<h1 style="color:red">QUIZ NIGHT</h1><script>alert("x")</script>\n5 May 6pm', "Quiz Night"],
  ["(Helmet needed to continue. Ask us.)\nNight ride on Friday at 6pm", "Night ride"],
  ["<h1>Chess Night</h1><p>Come along</p>\n5 May 6pm", "Chess Night"],
  ["UPDATE: Salsa social has been moved from 3 May to 4 May, 7pm", "Salsa social"],
  ["CHANGE OF VENUE: our careers breakfast is now in the Lounge", "Careers breakfast"],
  ["MOVED ONLINE: today's resume clinic, 4pm", "Resume clinic"],
  ["Reminder! Sign language circle tonight at 6", "Sign language circle"],
  ["This Thursday: dumplings and debugging, 6pm", "Dumplings and debugging"],
  ["Kayak social this wed arvo! 4pm", "Kayak social"],
  ["Yoga tomorrow 8am, South Lawn", "Yoga"],
  ["Free waffles on the first Tuesday of the month. Next one: 1/12", "Free waffles"],
  ["Opening night Tue 4 May 5pm\nSoft Machines, 4 May - 12 June", "Soft Machines"],
  ["Zoom.us/j/555\nCover letter clinic, 4 May 6pm", "Cover letter clinic"],
  ["Bring-a-parent brunch next Sunday 11am. $12, mimosas extra", "Bring-a-parent brunch"],
  [
    "An exclusive webinar where you'll discover how to fix a bike, 4 May",
    "Webinar: how to fix a bike",
  ],
  [
    "Version control scares you?\nWe're running an Intro to Git session on 5 May, 6pm",
    "Intro to Git session",
  ],
  ["Reminder!\nThe Spring Gala is on 5 May at 6pm", "Spring Gala"],
  ["Drama Soc presents TWELFTH NIGHT\n5 May 6pm", "Twelfth Night"],
  // A name is not cut within.
  ["Workshop: Intro to Rust\n5 May, 6pm", "Workshop: Intro to Rust"],
  [
    "Online webinar: How to write a winning grant. 5 May, 6pm",
    "Online webinar: How to write a winning grant",
  ],
  ["How to Read a Payslip\nA lunchtime session.\nTue 5 May, 12pm", "How to Read a Payslip"],
  ["Networking Night with Atlassian & Canva\n5 May 6pm", "Networking Night with Atlassian & Canva"],
  ["Networking Night with drinks and friends\n5 May 6pm", "Networking Night"],
  [
    "Chess clinic for founders\nTue 5 May 4pm\nOur chess clinic is free",
    "Chess clinic for founders",
  ],
  [
    "Ethics of AI: Who Gets to Decide?\nA public panel with Prof. Helen Okoro, Sam Whitby MP and you.\n5 May 6pm",
    "Ethics of AI: Who Gets to Decide?",
  ],
  [
    "Busy?\n(Our chess clinic for founders: what can go wrong. Tue 5 May)",
    "Chess clinic for founders",
  ],
  ["Postgrad Coffee Hour, every second Tuesday 10:30", "Postgrad Coffee Hour"],
  ["TRYOUTS: MEN'S DIV 1-3\n5 May 6pm", "Tryouts: Men's Div 1-3"],
  // What a sentence says to be on, or is followed by a day, has its name.
  ["Spirited Away is TOMORROW at 6.30pm in the Old Theatre. Grab a friend", "Spirited Away"],
  ["Namaste, night owls. Sunrise yoga is back this Wednesday. 6:30am, Old Quad", "Sunrise yoga"],
  ["Ten wings. Ten sauces. Hot sauce challenge Friday 20 February, 7pm", "Hot sauce challenge"],
  [
    "Your MP reads letters.\nThis Wednesday: Climate Letter Writing, 1pm to 2pm",
    "Climate Letter Writing",
  ],
  ["Eat too many samosas with us at HOLI ON THE LAWN. 5 May, noon", "Holi on the Lawn"],
  // Who does it, and calls to come, are left off.
  [
    "We're hiking to the Dandenongs this Saturday! Meet at Flinders St Station under the clocks at 8am.",
    "Hiking to the Dandenongs",
  ],
  ["We're going to the zoo on Tue 5 May, 10am. Meet at the gate.", "Going to the zoo"],
  ["Homesick? Same. So we are having a picnic\nTue 5 May, noon. Bring a mat", "Picnic"],
  ["Roll up your sleeves!\nThe van is here 5 May, 9am, for our annual blood drive", "Blood drive"],
  ["Join the Garden Collective for a Harvest Lunch on Tue 5 May at noon", "Harvest Lunch"],
  [
    "Come and try wheelchair basketball with the Collective! Tue 5 May, 1pm",
    "Wheelchair basketball with the Collective",
  ],
  [
    "A handbag?!\nThe Drama Club presents\nTHE IMPORTANCE OF BEING EARNEST\n5 May 6pm",
    "The Importance of Being Earnest",
  ],
  [
    "Full moon on Tuesday. Eclipse viewing on South Lawn, 5 May from 8pm. Hot drinks by donation.",
    "Eclipse viewing on South Lawn",
  ],
  // An emoji parts the name from its tagline.
  [
    "The Long Table 🍽️ a potluck for people whose kitchen is one hot plate\n5 May 6pm",
    "The Long Table",
  ],
  ["Lasertag 🔫 physics vs chemistry, the grudge match\nTue 5 May 2pm", "Lasertag"],
  // Letters without case are letters.
  ["⁧أهلاً وسهلاً! عشاء مفتوح للجميع 🫓⁩\n‮eerf si daerB‬\n📅 5 May\n🕕 6-8pm", "عشاء مفتوح للجميع"],
];
for (const [caption, expected] of titles) {
  Deno.test(`findTitle() names "${expected}"`, () => assert.equal(title(caption), expected));
}

Deno.test("findTitle() names no event by its opening", () => {
  assert.equal(
    title("Become a tutor!\nThe Peer Learning Program needs you", "deadline"),
    "Become a tutor",
  );
});

Deno.test("findTitle() does not take an organiser for the name", () => {
  const lines = toLines("Brought to you by Space Program.\nThe Quiz Night is on");
  assert.equal(
    findTitle(lines, "event", { organisers: ["Space Program"], location: null }),
    "Quiz Night",
  );
});

Deno.test("findTitle() keeps to a hundred characters, and is empty without words", () => {
  assert.ok(title("word ".repeat(100)).length <= 100);
  assert.equal(title("🎉"), "");
});

Deno.test("findTitle() takes no call, and no word that none is needed, for a name", () => {
  for (
    const call of [
      "No sign-up needed, just show up",
      "Tak perlu daftar, datang saja",
      "No hace falta inscribirse",
      "Pas besoin de réservation",
      "Keine Anmeldung nötig",
      "Meet at the Station under the clocks",
    ]
  ) {
    assert.equal(title(`${call}!\nWe have a picnic on 5 May, noon`), "Picnic", call);
  }
});

Deno.test("findTitle() names a call to apply by what is open, not by its roles", () => {
  const caption =
    "Applications for the 2027 committee close Friday 4 Dec.\nPositions: Treasurer, Events, Marketing";
  assert.equal(title(caption, "deadline"), "Applications for the 2027 committee");
  assert.equal(
    title("Summer Research Scholarships close THIS MONDAY", "deadline"),
    "Summer Research Scholarships",
  );
});
