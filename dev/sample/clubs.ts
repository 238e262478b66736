/** Fictional clubs of the fictional Merribrook University. */
export const CLUBS = {
  chess: { name: "Merribrook Chess & Board Games", handle: "@mbu.meeples" },
  choir: { name: "The Loose Ensemble", handle: "@loose.ensemble.mbu" },
  climbers: { name: "Bootlaces Outdoor Club", handle: "@bootlaces.mbu" },
  cooks: { name: "The Whisk Society", handle: "@whisk.mbu" },
  data: { name: "Merribrook Data Society", handle: "@mbu.datasoc" },
  esports: { name: "Merribrook Esports", handle: "@mbu.respawn" },
  film: { name: "Sprocket Film Society", handle: "@sprocket.mbu" },
  finance: { name: "Merribrook Economics & Finance Students", handle: "@mefs.mbu" },
  founders: { name: "Founders' Shed", handle: "@founders.shed.mbu" },
  french: { name: "Les Francophones de Merribrook", handle: "@francophones.mbu" },
  green: { name: "Greenhouse Collective", handle: "@greenhouse.mbu" },
  kita: { name: "Kita: Malaysian & Indonesian Students", handle: "@kita.mbu" },
  lantern: { name: "Lantern Chinese Culture Society", handle: "@lantern.mbu" },
  maths: { name: "Proof by Coffee (maths society)", handle: "@proofbycoffee" },
  openhands: { name: "Open Hands Volunteers", handle: "@openhands.mbu" },
  pulse: { name: "Pulse Peer Wellbeing", handle: "@pulse.mbu" },
  robots: { name: "Bits & Bolts Robotics", handle: "@bitsandbolts.mbu" },
  sideline: { name: "Sideline Social Sport", handle: "@sideline.mbu" },
} as const;

/** Key of a club. */
export type Club = keyof typeof CLUBS;
