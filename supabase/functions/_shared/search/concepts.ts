/**
 * What words mean together: the subjects that communities gather for, each with the words that tell of it.
 * A query and an event that share no word can share a subject. General vocabulary, from no catalogue and no
 * list of queries. Pure.
 */
import type { Category } from "../event/event.ts";

export interface Concept {
  /** Words and phrases, folded, of one to three words. */
  words: string[];
  /** Every event of this category is of the subject, even if no word says so. */
  category?: Category;
}

/** A line, with those that go on it, is a subject: "category: word, two words"; most have no category. */
const LINES = `
food_dining: food, meal, eat, eating, dining, feast, catering, refreshments, lunch, dinner,
  breakfast, brunch, supper, buffet, potluck, barbecue, bbq, sausage sizzle, snacks, canape,
  pizza, noodles, dumplings, bread, cake, toasties, sandwich, soup, curry, tapas, mezze,
  restaurant, cuisine, nutella, crepe, pancake, porridge, street food, banquet, iftar, biscuits,
  hungry
cook, cooking, cookery, chef, kitchen, recipe, culinary, cooking class, chopping, sourdough,
  baking class, knife skills
bake, baking, bakery, sourdough, bread, cake, cupcake, loaf, pastry, bake sale, scone, cookie
vegan, vegetarian, plant based, meatless, tempeh, tofu
coffee, espresso, cafe, latte, barista, roaster, caffeine, cold brew, cupping, brew
tea, chai, matcha, bubble tea, boba, high tea, teapot
drinks, bar, pub, beer, wine, cocktail, mocktail, tavern, brewery, tasting, happy hour, alcohol
dessert, sweets, chocolate, ice cream, gelato, cake, pudding, candy
sports_fitness: sport, sporty, athletic, athletics, exercise, fitness, workout,
  volleyball, basketball, soccer, football, futsal, tennis,
  badminton, cricket, rugby, hockey, netball, table tennis, squash, rowing, climbing, bouldering,
  running, swimming, cycling, martial arts, gym, frisbee
run, running, jog, jogging, runner, parkrun, marathon, 5k, 10k, half marathon, race
swim, swimming, swimmer, pool, dip, aquatic, laps, lifesaver, water polo
ball game, ball games, volleyball, basketball, football, soccer, futsal, netball, handball,
  dodgeball, rugby, pickup game
soccer, football, futsal, five a side
racket, racquet, tennis, badminton, squash, table tennis, ping pong, pickleball
climb, climbing, climber, bouldering, boulder, rock climbing, belay, abseil, wall climbing
cycle, cycling, bike, bicycle, cyclist, bike ride, mountain bike
gym, weights, strength, crossfit, powerlifting, lifting, pilates, cardio, zumba, hiit
martial arts, judo, karate, taekwondo, boxing, kickboxing, fencing, jiu jitsu, kendo,
  self defence, self defense, wrestling
row, rowing, kayak, kayaking, canoe, paddle, sailing, surf, surfing, dragon boat
skate, skating, ice skating, skateboard, rollerblade, ski, skiing, snowboard, snow trip
dance, dancing, dancer, ballet, salsa, bachata, swing dance, ballroom, hip hop dance,
  choreography, zumba, ceilidh, zapin, joget, tango
hike, hiking, hiker, walk, walking, day walk, bushwalk, bushwalking, trek, trekking, trail,
  ramble, mountain, mount, summit, hill, scramble
travel_adventure: travel, trip, day trip, excursion, outing, adventure, getaway, tour, road trip,
  journey, explore, expedition, camp, weekend away, retreat, abroad
camp, camping, tent, campfire, overnight camp, bonfire, marshmallows, campsite
beach, coast, coastal, seaside, sea, ocean, shore, bay, lighthouse, surf, sand, waves
star, stars, stargazing, astronomy, telescope, constellation, planets, night sky, space, cosmos,
  planetarium, eclipse
outdoors, outdoor, nature, outside, open air, fresh air, park, lake, reserve, forest, bush,
  garden, wilderness, picnic, wildlife, lawn
picnic, picnics, lawn, mat, blanket, basket, outdoor lunch
environment_sustainability: environment, environmental, sustainability, sustainable, eco, climate,
  green, planet, conservation, recycling, recycle, zero waste, litter, rubbish, clean up, cleanup,
  compost, upcycle, biodiversity, carbon, renewable, tree planting, planting, seedlings, reuse,
  second hand, repair, swap
garden, gardening, plant, plants, planting, seedlings, botanical, flowers, greenhouse,
  permaculture, botany, tree, trees, allotment, vegetables
repair, fix, mend, mending, fixing, restore, diy, tinker, sewing, bike repair
second hand, secondhand, thrift, swap, clothes swap, op shop, preloved, vintage, flea market,
  clothing exchange, wardrobe
fashion, clothes, clothing, outfit, style, garments, sewing, knitting, textiles, crochet, costume
market, fair, stall, stalls, bazaar, night market, craft market, bake sale
animal, animals, pet, pets, dog, dogs, puppy, puppies, cat, cats, kitten, therapy dogs, wildlife,
  zoo, horse, vet
bird, birds, birdwatching, wildlife, frogs, insects, ecology, fauna
health_wellness: wellness, wellbeing, well being, health, healthy, mental health, self care,
  relax, relaxation, relaxing, stress, stressed, anxiety, anxious, burnout, calm, unwind,
  destress, de stress, mindfulness, meditation, meditate, yoga, sleep, therapy, therapy dogs,
  counselling, breathing, stretch, overwhelmed, rest
yoga, pilates, stretch, stretching, asana, flexibility, tai chi, qigong
meditation, meditate, mindfulness, mindful, breathing, calm, zen, breathwork
sleep, insomnia, nap, tired, rest, bedtime, pyjamas
first aid, cpr, medical, medicine, doctor, nursing, clinical, hospital, nurse
blood, donate blood, blood donation, donor, plasma, give blood
volunteering_community: volunteer, volunteering, volunteers, charity, charitable, give back,
  giving back, fundraiser, fundraising, donate, donation, proceeds, community service,
  help others, good cause, outreach, soup kitchen,
  community kitchen, food bank, shelter, philanthropy, humanitarian,
  nonprofit, donor, helping hands, care home, tutoring kids
homeless, homelessness, shelter, soup kitchen, community kitchen, food bank, refuge, hunger,
  poverty
child, children, kid, kids, school kids, youth, primary school, homework, homework club, pupils,
  playgroup, families, toddlers, ten year old
old people, elderly, seniors, aged care, retirement home, pen pal, grandparents
letter, letters, letter writing, postcard, cards, stamps, pen pal, write to
career_networking: career, careers, job, jobs, employment, employer, employers, work, hire,
  hiring, recruiter, recruiters, graduate role, graduate roles, internship, internships, intern,
  vacancy, resume, cv, cover letter, interview, linkedin, industry, industry night, networking,
  profession, professional, workplace, firms, alumni, mentoring, headhunter, occupation,
  part time job, placement, careers fair
resume, resumes, cv, curriculum vitae, cover letter, job application, hiring manager, linkedin
interview, interviews, mock interview, case interview, assessment centre, behavioural questions
network, networking, connections, meet professionals, industry contacts, linkedin
finance, financial, bank, banks, banking, banker, bankers, economics, economist, investing,
  investment, stocks, trading, accounting, consulting, money, budgeting, tax, actuary, fintech,
  crypto
law, legal, lawyer, lawyers, court, moot, mooting, justice, rights, solicitor, barrister
engineer, engineering, engineers, mechanical, electrical, civil engineering, aerospace, rockets
politics, political, policy, debate, debating, election, democracy, parliament, model un,
  diplomacy, activism, protest, human rights
entrepreneurship: startup, startups, start up, company, start a company, start a business,
  own business, entrepreneur, entrepreneurs, entrepreneurship, founder, founders, pitch, pitches,
  pitching, venture, business idea, side hustle, incubator, accelerator, investors, landing page,
  small business, innovation
marketing, branding, advertising, social media, content creation, influencer, design thinking
academic_workshops: study, studying, exam, exams, revision, revise, homework, tutor, tutoring,
  tutors, tutorial, lecture, assignment, essay, thesis, coursework, academic, cram, finals,
  learning, problem set, past papers, library, study hall, study group, study session
exam, exams, revision, finals, test prep, cram, past papers, swotvac, exam stress, assessment
quiet, silent, silence, peaceful, calm, whispering, earplugs, no noise
library, reading room, books, bookshop, archive
book, books, reading, book club, literature, novel, novels, author, reader, poetry, fiction
write, writing, writer, essay, essays, poem, poems, poetry, creative writing, journalism, zine,
  storytelling, story, fiction, draft
math, maths, mathematics, calculus, algebra, integral, integrals, statistics, geometry, equations,
  proof, numbers, linear algebra
science, scientific, physics, chemistry, biology, research, experiment, lab, scientist,
  neuroscience, genetics, psychology
history, historical, heritage, museum, archaeology, ancient
philosophy, ethics, thinking, big questions, logic
talk, talks, lecture, seminar, speaker, speakers, guest speaker, panel, presentation, keynote,
  fireside chat, q and a, conversation with, webinar, lightning talks, ted
public speaking, speech, toastmasters, debating, presenting, presentation skills, rhetoric
workshop, workshops, class, classes, course, hands on, masterclass, lesson, lessons, tutorial,
  training, bootcamp, clinic, crash course, how to, learn, teach, beginners, training lab, skills
learn, learning, lesson, beginner, beginners, from scratch, from zero, introduction, intro,
  basics, crash course, how to, workshop, class, teach yourself
beginner, beginners, newbie, novice, first timer, first timers, first time, all levels, any level,
  no experience, no experience needed, easy, no flexibility required, introductory,
  everyone welcome, experience not, walkers welcome, gentle, slow
first year, freshers, fresher, new student, orientation, o week, welcome week, welcome, newcomers
spreadsheet, spreadsheets, excel, pivot table, pivot tables, lookups, google sheets, data entry
tech_innovation: tech, technology, technical, computer, computers, computing, software, hardware,
  coding, code, programming, hackathon, hack, robot, robotics, ai, artificial intelligence,
  machine learning, data science, cybersecurity, app, web, electronics, engineering, cloud,
  digital, blockchain, vr
code, coding, coder, programming, programmer, program, software, developer, development, python,
  javascript, sql, java, web development, hackathon, hack, algorithm, learn to code, app, script,
  database
hackathon, hack, hack night, datathon, game jam, codefest, buildathon
data, database, sql, data science, statistics, analytics, visualisation, visualization,
  machine learning, big data, open data
ai, artificial intelligence, machine learning, neural net, neural network, chatbot, deep learning,
  language model, llm
robot, robots, robotics, automation, drone, drones, arduino, soldering, electronics, rover,
  makers, mechatronics, circuits
maker, makers, makerspace, 3d printing, diy, build, soldering, woodwork, craft, workshop space
gaming_esports: game, games, gaming, gamer, esports, e sports, video game, video games,
  board game, board games, console, tournament, lan, retro games, arcade, chess, card game,
  role playing, dungeons and dragons, nintendo, playstation, xbox, mario kart, kart, smash
video game, video games, videogame, videogames, gaming, gamer, console, consoles, esports, lan,
  lan party, pc gaming, arcade, retro, retro gaming, nintendo, playstation, xbox, mario, kart,
  smash bros, minecraft, league of legends, controller, joystick, valorant
board game, board games, boardgame, tabletop, meeples, card game, card games, cards, catan,
  dungeons and dragons, d d, dnd, rpg, role playing, role play, warhammer, mahjong, carrom,
  congkak, poker, scrabble, jigsaw, puzzle, games night, monopoly
chess, blitz, checkmate, chessboard, grandmaster, rapid chess
quiz, trivia, pub quiz, riddles, bingo, game show
music, musical, musician, concert, gig, live music, band, bands, song, songs, singing, sing,
  choir, orchestra, ensemble, jazz, rock music, classical, piano, guitar, violin, acoustic,
  open mic, dj, karaoke, recital, jam, symphony, drums, a cappella, acapella, album, folk, opera,
  angklung
concert, gig, live music, live concert, recital, symphony, performance, orchestra, ensemble,
  festival, open mic, band night, premieres
sing, singing, singer, choir, karaoke, a cappella, acapella, vocal, vocals, carols, song
instrument, guitar, piano, violin, drums, ukulele, flute, jam session, pianist
arts_music: art, arts, artistic, artist, creative, creativity, exhibition, gallery, painting,
  paint, drawing, draw, sketch, sketching, craft, crafts, pottery, ceramics, sculpture,
  illustration, calligraphy, photography, printmaking, watercolour, watercolor, music, theatre,
  film, poetry, performance
draw, drawing, sketch, sketching, life drawing, illustration, illustrator, pencil, pencils, paint,
  painting, painter, watercolour, watercolor, canvas, art class, sip and paint
craft, crafts, handicraft, handmade, pottery, ceramics, clay, knitting, crochet, sewing, origami,
  embroidery, weaving, jewellery, make your own, candle making, lantern, paper craft
calligraphy, lettering, brush, ink, handwriting, penmanship
photo, photos, photography, photographer, camera, darkroom, photo walk
film, films, movie, movies, cinema, screening, documentary, film night, movie night, projector,
  film club, short film, popcorn, anime, subtitles, silent film, director, netflix
theatre, theater, drama, play, acting, actor, actors, improv, stage, musical theatre, shakespeare,
  comedy show, pantomime, shadow play, auditions, rehearsal, wayang
comedy, stand up, standup, improv, funny, comedian, laugh, humour, humor, satire
party, parties, celebration, celebrate, gala, annual ball, winter ball, summer ball, formal, nightclub, clubbing, rave,
  dance floor, disco, dj, house party, night out, after party, boat cruise, pub crawl,
  festivities, prom
festival, festivals, fete, carnival, parade, lantern festival, diwali, lunar new year,
  chinese new year, holi, eid, christmas, halloween, easter, mid autumn, fireworks,
  cultural festival, culture night
social_cultural: social, socialise, socialize, socialising, mixer, meet and greet, meetup,
  meet up, hang out, hangout, get together, culture, cultural, party, gathering, welcome drinks,
  community, culture night, friends
friend, friends, new friends, make friends, making friends, friending, speed friending,
  friendship, meet people, new people, lonely, loneliness, homesick, come alone, mingle,
  icebreaker, socialise, social, mixer, hang out, meet others, meeting people, buddy,
  bring a friend, companions, acquaintances
date night, dating, speed dating, romance, single, singles, valentine, matchmaking, blind date
culture, cultures, cultural, multicultural, intercultural, international, other countries,
  from other countries, around the world, foreign, overseas, exchange, exchange students,
  diversity, tradition, traditional, heritage, nationality, global, world, languages,
  culture night, malam, ethnic
international students, international, overseas students, exchange students, homesick, visa,
  study abroad, global
language, languages, bilingual, conversation, language exchange, language practice,
  speaking practice, multilingual, french, spanish, german, italian, chinese, mandarin, japanese,
  korean, indonesian, malay, arabic, english conversation, bahasa, translate, vocabulary
french, francophone, francophones, francais, france, crepes, soiree, paris
spanish, espanol, latin american, latino, hispanic, spain, tapas, mexican
chinese, china, mandarin, cantonese, taiwanese, taiwan, hong kong, zhongwen, dumplings,
  lunar new year
japanese, japan, anime, manga, sushi, nihongo, kimono, origami
korean, korea, k pop, kpop, hangul, kimchi
indian, india, bollywood, hindi, diwali, holi, punjabi, tamil, curry
malaysian, malaysia, indonesian, indonesia, singapore, bahasa, nasi lemak, batik, malay,
  southeast asian
arab, arabic, middle eastern, lebanese, mezze, persian, turkish
african, africa, afrobeat, caribbean, nigerian, kenyan
italian, italy, pasta, pizza night, gelato
german, germany, deutsch, stammtisch, oktoberfest
asian, asia, east asian, chinese, japanese, korean, vietnamese, thai, malaysian, indonesian
women, woman, female, girl, girls, ladies, feminist, feminism, women in stem, non binary,
  gender diverse, gender equality, womens
lgbt, lgbtq, lgbtqia, queer, gay, lesbian, trans, transgender, pride, rainbow, non binary, drag
religion, religious, faith, prayer, spiritual, church, bible, christian, muslim, islamic, jewish,
  hindu, buddhist, mosque, worship, iftar, ramadan, interfaith
family, families, kid friendly, children welcome, parents, prams, all ages
recruitment: recruitment, committee, join the committee, join a committee, join a club,
  get involved, election, elections, agm, annual general meeting, general meeting, nominate,
  nominations, executive role, new members, open day, info night, club roles, vote,
  leadership role
agm, annual general meeting, general meeting, elections, committee meeting, bylaws
leader, leadership, mentor, mentoring, mentorship, ambassador, role model
competition, contest, tournament, cup, championship, prize, prizes, trophy, bracket, finals,
  compete, challenge, race, award
money, budget, budgeting, saving, cheap, affordable, scholarship, grants, funding, rent, taxes
housing, house, share house, renting, rent, flatmates, roommates, accommodation, moving out,
  tenants
radio, podcast, podcasting, broadcast, media, journalism, newspaper, student paper, publishing
virtual, online, zoom, webinar, livestream, live stream, remote
magic, circus, juggling, magician, acrobatics
car, cars, motorsport, driving, racing, formula one, go kart, karting, motorbike
aviation, flying, plane, rocket, rockets, space, drone
sustainable transport, public transport, train, trains, rail
disability, accessible, accessibility, sign language, auslan, neurodiverse, autism, adhd
kindness, support, peer support, listening, lonely, grief, counselling
nightlife, night out, late night, all night, till late, overnight, after dark
morning, breakfast, sunrise, early bird
`;

export const CONCEPTS: readonly Concept[] = LINES.trim().split(/\n(?! )/).map((line) => {
  const [, category, words] = line.match(/^(?:(\w+): )?(.*)$/s)!;
  return {
    words: words!.split(/,\s+/),
    ...category && { category: category as Category },
  };
});
