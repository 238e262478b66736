import type { Language } from "./language.ts";

/** Indonesian and Malay. */
export const INDONESIAN: Language = {
  name: "Indonesian",
  signs: "pukul \\d{1,2}|hari ini|besok|malam ini|setiap|untuk|dengan|tanggal",
  months: [
    ...["januari", "februari", "maret|mac", "april", "mei", "juni|jun", "juli|julai"],
    ...["agustus|ogos", "september", "oktober", "november", "desember|disember"],
  ],
  weekdays: [
    "minggu|ahad",
    "senin|isnin",
    "selasa",
    "rabu",
    "kamis|khamis",
    "jumat|jumaat",
    "sabtu",
  ],
  shortWeekdays: ["Ahd", "Sen|Isn", "Sel", "Rab", "Kam|Kha", "Jum", "Sab"],
  numbers: [
    ...["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan|lapan"],
    ...["sembilan", "sepuluh", "sebelas", "dua belas"],
  ],
  ordinals: ["pertama", "kedua", "ketiga", "keempat", "terakhir"],
  forms: [
    ["(?:pukul|jam) {clock} ?(?:-|sampai|hingga) ?{clock}", "{clock} - {clock2}"],
    ["(?:pukul|jam) {clock}(?! ?(?:[ap]m|pagi|petang|malam))", "at {clock}"],
    ["(?:(?:pada )?tanggal )?{n} {month}", "{n} {month}"],
    ["malam ini", "tonight"],
    ["hari ini", "today"],
    ["besok|esok", "tomorrow"],
    ["setiap (?:hari )?{weekday}", "every {weekday}"],
    ["(?:pada )?(?:hari )?{weekday}(?= (?:ini|depan)|,)", "{weekday}"],
  ],
  invites: "jom|jemput|datang|sertai|pendaftaran|malam|acara",
  into: "di",
  places:
    "ruang|aula|gedung|perpustakaan|kantin|kampus|lapangan|kafe|masjid|auditorium|dewan|bilik",
  past: "terima kasih kepada semua",
};
