/** Emoji, and words of languages written without spaces, that show a subject wherever they stand. */
import type { Category } from "../event/event.ts";

/** None that only keep company: pizza, coffee, cakes and drinks stand beside every subject. */
const SIGNS: Record<Category, string> = {
  academic_workshops: "📚 📐 🧮 复习 讲座 勉強",
  career_networking: "💼 👔 招聘 求职 就活",
  social_cultural: "🪩 🧧 🏮 🕌 🏳️‍🌈 春节 中秋 新年 文化 派对 聚会",
  sports_fitness:
    "⚽ 🏀 🏈 ⚾ 🥎 🎾 🏐 🏉 🏓 🏸 🏏 🏑 🏒 🥍 🥊 🥋 🏋️ 🧗 🏃 🚴 🏊 🚣 🤸 ⛹️ 🥅 🛹 🤺 运动 篮球 羽毛球",
  arts_music: "🎨 🎬 🎥 🎞️ 🎻 🎸 🥁 🎹 🎺 🎷 🎼 🎶 🎵 🎤 📷 📸 🖌️ 🎭 🩰 💃 🪘 🪈 音乐 电影 书法",
  tech_innovation: "🤖 🦾 🛰️ 📡 👩‍💻 👨‍💻 💻 编程 人工智能",
  volunteering_community: "🩸 🫶 🥫 义工 志愿",
  food_dining:
    "🥟 🍜 🍣 🍲 🍛 🥘 🍳 🥞 🍞 🥖 🫓 🧁 🍱 🍚 🥮 🧀 🍷 🍝 🌮 👩‍🍳 👨‍🍳 🍽️ 饺子 火锅 美食 料理",
  travel_adventure: "🥾 ⛺ 🏕️ 🏔️ ⛰️ 🗻 ✈️ 🧳 🛶 ⛵ ⛴️ 🏝️ 🎒 🔭 🌌 旅行",
  health_wellness: "🧘 🩺 🫁 🧠 🐶 🐕 🐾 💆 🛌 🩹 健康",
  entrepreneurship: "🦄 创业",
  environment_sustainability: "🌱 ♻️ 🌍 🌎 🌏 🌳 🌲 🐝 🪴 环保",
  gaming_esports: "🎮 🕹️ 🎲 ♟️ ♜ 👾 🃏 🀄 🏁 游戏",
  recruitment: "🗳️ 招新",
};

/** How many signs of each category a text shows; the text is walked once a category. */
export function countSigns(text: string, category: Category): number {
  const plain = text.replace(/\uFE0F/g, "");
  return PLAIN[category].filter((sign) => plain.includes(sign)).length;
}

const PLAIN = Object.fromEntries(
  Object.entries(SIGNS).map((
    [category, signs],
  ) => [category, signs.replace(/\uFE0F/g, "").split(" ")]),
) as Record<Category, string[]>;
