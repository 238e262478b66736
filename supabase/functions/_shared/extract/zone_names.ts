/** What posts call time zones. Only data: which of several meanings is meant, zones.ts decides. */

export interface ZoneNames {
  /** IANA. */
  zone: string;
  /** Minutes ahead of UTC: "AEDT" is eleven hours, whatever the season. */
  exact: Record<string, number>;
  /** Said whatever the season: "ET" is the clock of New York, "EST" in Australia that of Sydney. */
  loose?: string[];
}

export const ZONE_NAMES: ZoneNames[] = [
  {
    zone: "Australia/Sydney",
    exact: { AEST: 600, AEDT: 660 },
    loose: ["AET", "EST", "EDT", "EASTERN"],
  },
  {
    zone: "Australia/Adelaide",
    exact: { ACST: 570, ACDT: 630 },
    loose: ["CST", "CDT", "CENTRAL"],
  },
  { zone: "Australia/Perth", exact: { AWST: 480, WST: 480 } },
  { zone: "Pacific/Auckland", exact: { NZST: 720, NZDT: 780 }, loose: ["NZT"] },
  { zone: "America/New_York", exact: { EST: -300, EDT: -240 }, loose: ["ET", "EASTERN"] },
  { zone: "America/Chicago", exact: { CST: -360, CDT: -300 }, loose: ["CENTRAL"] },
  { zone: "America/Denver", exact: { MST: -420, MDT: -360 }, loose: ["MOUNTAIN"] },
  { zone: "America/Los_Angeles", exact: { PST: -480, PDT: -420 }, loose: ["PT", "PACIFIC"] },
  { zone: "Europe/London", exact: { GMT: 0, BST: 60 } },
  { zone: "Europe/Dublin", exact: { IST: 60 } },
  { zone: "Europe/Paris", exact: { CET: 60, CEST: 120 } },
  { zone: "Europe/Athens", exact: { EET: 120, EEST: 180 } },
  { zone: "Africa/Johannesburg", exact: { SAST: 120 } },
  { zone: "Asia/Jerusalem", exact: { IST: 120 } },
  { zone: "Asia/Karachi", exact: { PKT: 300 } },
  { zone: "Asia/Kolkata", exact: { IST: 330 } },
  { zone: "Asia/Jakarta", exact: { WIB: 420 } },
  { zone: "Asia/Singapore", exact: { SGT: 480 } },
  { zone: "Asia/Kuala_Lumpur", exact: { MYT: 480 } },
  { zone: "Asia/Hong_Kong", exact: { HKT: 480 } },
  { zone: "Asia/Shanghai", exact: { CST: 480 } },
  { zone: "Asia/Manila", exact: { PHT: 480 } },
  { zone: "Asia/Tokyo", exact: { JST: 540 } },
  { zone: "Asia/Seoul", exact: { KST: 540 } },
  { zone: "Etc/UTC", exact: { UTC: 0 } },
];

/** Places whose clock posts go by: "Perth time", "7pm in Melbourne". */
export const ZONE_PLACES: Record<string, string> = {
  "adelaide": "Australia/Adelaide",
  "auckland": "Pacific/Auckland",
  "bangkok": "Asia/Bangkok",
  "beijing": "Asia/Shanghai",
  "berlin": "Europe/Berlin",
  "brisbane": "Australia/Brisbane",
  "canberra": "Australia/Sydney",
  "chicago": "America/Chicago",
  "china": "Asia/Shanghai",
  "darwin": "Australia/Darwin",
  "delhi": "Asia/Kolkata",
  "dubai": "Asia/Dubai",
  "dublin": "Europe/Dublin",
  "hanoi": "Asia/Ho_Chi_Minh",
  "hobart": "Australia/Hobart",
  "hong kong": "Asia/Hong_Kong",
  "india": "Asia/Kolkata",
  "indian": "Asia/Kolkata",
  "jakarta": "Asia/Jakarta",
  "japan": "Asia/Tokyo",
  "kl": "Asia/Kuala_Lumpur",
  "korea": "Asia/Seoul",
  "kuala lumpur": "Asia/Kuala_Lumpur",
  "london": "Europe/London",
  "los angeles": "America/Los_Angeles",
  "malaysia": "Asia/Kuala_Lumpur",
  "manila": "Asia/Manila",
  "melbourne": "Australia/Melbourne",
  "mumbai": "Asia/Kolkata",
  "new york": "America/New_York",
  "nz": "Pacific/Auckland",
  "paris": "Europe/Paris",
  "perth": "Australia/Perth",
  "queensland": "Australia/Brisbane",
  "san francisco": "America/Los_Angeles",
  "seattle": "America/Los_Angeles",
  "seoul": "Asia/Seoul",
  "shanghai": "Asia/Shanghai",
  "singapore": "Asia/Singapore",
  "sydney": "Australia/Sydney",
  "taipei": "Asia/Taipei",
  "tokyo": "Asia/Tokyo",
  "toronto": "America/Toronto",
  "uk": "Europe/London",
  "vancouver": "America/Vancouver",
  "wellington": "Pacific/Auckland",
};
