/** Sample issues to look at: an ordinary week, and content that is hard to lay out. */
import { type Event, QUESTION } from "../../supabase/functions/_shared/event/event.ts";
import type {
  IssueItem,
  NewsletterIssue,
} from "../../supabase/functions/_shared/newsletter/newsletter.ts";

const FUNCTIONS = "https://ref.supabase.co/functions/v1/feedback";
const TOKEN = "v1.k1.AAyfHS46S0xdjm9wgZKjtMX0fsEQWMxDcqVnDgKyw9R5avhQ.".padEnd(104, "x");

type Draft = Partial<Event> & Pick<Event, "title" | "starts_at"> & { why: string[] };

/** Address of a fictional picture server; the preview draws the pictures itself. */
export const PICTURES = "https://pictures.example/";

const DRAFTS: Draft[] = [
  {
    title: "AI Safety Panel with RAID",
    summary: "Four researchers on what can go wrong with large models, and what students can do " +
      "about it. Questions from the floor, pizza afterwards.",
    starts_at: "2026-11-23T07:00:00Z",
    ends_at: "2026-11-23T09:00:00Z",
    location: "Arts West, Discussion Room 253",
    category: "tech_innovation",
    organisers: ["RAID Unimelb", "Effective Altruism"],
    image_url: PICTURES + "1200x675",
    why: [
      "All 3 events you liked were Tech & innovation",
      "This Monday evening, when you usually go out",
    ],
  },
  {
    title: "Winetopia & cheese: an evening of Victorian producers, live jazz in the courtyard, a " +
      "raffle and very good company",
    summary: "Your ticket includes two tastings & a plate. 18+, bring ID.",
    starts_at: "2026-11-26T06:30:00Z",
    ends_at: "2026-11-26T12:30:00Z",
    location: "Union House, ground floor",
    category: "food_dining",
    organisers: ["Wine Society", "Jazz Club", "Commerce Students", "Food Co-op", "UMSU"],
    image_url: PICTURES + "1080x1080",
    why: ["Like “Cheese Night”, which you liked"],
  },
  {
    title: "Bushwalk to the Cathedral Ranges",
    starts_at: "2026-11-27T13:00:00Z",
    ends_at: "2026-11-29T13:00:00Z",
    is_all_day: true,
    location: "Cathedral Range State Park",
    category: "travel_adventure",
    organisers: ["Mountaineering Club"],
    image_url: PICTURES + "1080x1350",
    why: ["You like Travel & adventure"],
  },
  {
    title: "أمسية الشعر والموسيقى العربية",
    summary: "أمسية من الشعر والموسيقى والقهوة مع طلاب من كل الكليات. الدخول مجاني للجميع.",
    starts_at: "2026-11-28T08:00:00Z",
    location: "قاعة الاحتفالات",
    category: "social_cultural",
    organisers: ["Arabic Cultural Club"],
    image_url: PICTURES + "1080x1080",
    why: ["31 members are interested"],
  },
  {
    title: "Résumé clinic",
    summary: "Twenty minutes with a recruiter. Bring your CV on paper.",
    starts_at: "2026-11-25T01:00:00Z",
    ends_at: "2026-11-25T04:00:00Z",
    is_online: true,
    category: "career_networking",
    organisers: ["Engineering Students' Club"],
    url: null,
    why: ["People who go to Careers Hub also go to Engineering Students' Club"],
  },
  {
    title: "🎮✨ Smash Bros. night ✨🎮",
    starts_at: "2026-11-27T09:00:00Z",
    category: "gaming_esports",
    organisers: ["MUVGS"],
    image_url: PICTURES + "1080x1080",
    why: ["New here: you are among the first to see it"],
  },
  {
    title: "學生書法工作坊：初學者歡迎",
    summary: "老師會示範楷書的基本筆畫，材料全部提供。",
    starts_at: "2026-12-01T05:00:00Z",
    location: "Old Arts, Theatre B",
    category: "arts_music",
    organisers: ["Calligraphy Circle"],
    image_url: PICTURES + "1080x1350",
    why: ["You like Arts & music"],
  },
  {
    title: "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsfeierlichkeit",
    starts_at: "2026-12-02T07:00:00Z",
    location: "https://zoom.us/j/93847593847593847593847593847593847593847",
    is_online: true,
    category: "social_cultural",
    organisers: ["German Club"],
    image_url: PICTURES + "1080x1080",
    why: ["You liked 2 of German Club's last 3 events"],
  },
  {
    title: "Community garden working bee",
    summary: "Gloves and morning tea provided; come for an hour or stay all day.",
    starts_at: "2026-12-04T22:00:00Z",
    location: "Burnley campus",
    category: "environment_sustainability",
    organisers: ["Enviro Collective"],
    image_url: PICTURES + "1080x1080",
    why: ["You went to 2 events of Enviro Collective around Saturday morning"],
  },
  {
    title: "Start-up weekend",
    starts_at: "2027-01-15T07:00:00Z",
    ends_at: "2027-01-17T06:00:00Z",
    location: "Melbourne Connect",
    category: "entrepreneurship",
    organisers: ["Startup Link"],
    image_url: PICTURES + "1200x675",
    why: ["You like Entrepreneurship"],
  },
];

function item({ why, ...event }: Draft, i: number): IssueItem {
  const id = `f47ac10b-58cc-4372-a567-0e02b2c3d${String(i).padStart(3, "0")}`;
  return {
    event: {
      id,
      summary: null,
      ends_at: null,
      is_all_day: false,
      location: null,
      is_online: false,
      category: null,
      organisers: [],
      url: `https://www.instagram.com/p/C6aWTNipLy${i}/`,
      image_url: null,
      ...event,
    },
    reasons: why.map((text, j) => ({ term: "sample", text, contribution: 0.4 - j / 10 })),
    links: {
      like: `${FUNCTIONS}?t=${TOKEN}L${i}`,
      dislike: `${FUNCTIONS}?t=${TOKEN}D${i}`,
      calendar: `${FUNCTIONS}/calendar?event=${id}`,
    },
  };
}

const ten: NewsletterIssue = {
  issued_at: "2026-11-20T07:00:00Z",
  reader: { time_zone: "Australia/Melbourne" },
  community: {
    name: "Connect3",
    time_zone: "Australia/Melbourne",
    site_url: "https://connect3.app",
    postal_address: "Connect3, Union House, University of Melbourne, Parkville VIC 3010",
  },
  items: DRAFTS.map(item),
  links: {
    unsubscribe: `${FUNCTIONS}?t=${TOKEN}U`,
    preferences: "https://connect3.app/preferences",
  },
};

/** Issues by file name. */
export const SAMPLE_ISSUES: Record<string, NewsletterIssue> = {
  ten,
  one: { ...ten, items: ten.items.slice(0, 1) },
  brand: {
    ...ten,
    community: { ...ten.community, accent: "#ff8fab", logo_url: PICTURES + "68x68" },
    items: ten.items.slice(2),
  },
  hard: { ...ten, items: [1, 3, 7, 5].flatMap((i) => ten.items.slice(i, i + 1)) },
  first: {
    ...ten,
    reader: { time_zone: "Asia/Kolkata" },
    question: {
      text: QUESTION,
      options: ["Tech & innovation", "Arts & music", "Food & dining", "Sports & fitness"].map((
        label,
        i,
      ) => ({ label, url: `https://connect3.app/preferences?add=${i}` })),
    },
    items: ten.items.slice(4, 7),
  },
};
