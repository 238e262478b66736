/** The words that categories are known by: the general ones of student life, no club's own names. */
import type { Category } from "../event.ts";

/** `sure` words name what happens, `core` words the subject, `near` words keep their company; '*' is any letters, '+' one. */
export const VOCABULARY: Record<Category, { sure: string; core: string; near: string }> = {
  academic_workshops: {
    sure:
      "revision workshop*, revision session*, study session*, study together, study night, exam revision, revision lecture*, peer assisted learning, study hall, study with us, guest lecture, public debate, model un, model united nations, journal club, reading group, writing retreat, thesis writing, past papers, maths clinic, writing clinic, essay clinic, problem set*, clinical skills",
    core:
      "revision, revise, exam, exams, examination*, swotvac, swot-vac, study session*, study night, tutorial*, lecture*, thesis, academic*, referencing, honours, postgraduate, masters, seminar*, subject review*, tutoring, mid-semester test, moot, mooting, debate, debating, mock exam, essay writing, essay*, dissertation*, tutors, tutor, calculus, algebra, integral*, theorem*, proof, proofs, econometrics, physics, chemistry, anatomy, mun, delegate*, debater*, public speaking, symposium, colloquium, olympiad, ucat, lsat, gamsat, peer tutoring, study group*, citation*, library, grammar, excel, spreadsheet*, pivot table*, biochem*, law school, bibliograph*, lecturer*, mathematics, maths",
    near:
      "workshop*, study*, studying, research*, course*, subject*, learn*, education*, professor*, textbook*, quiz*, practice questions, assignment*, degree*, enrolment, faculty, theory, marks, notes, wam, content, draft, drafts, whiteboard*, statistics, class, classes, skills, semester, calculation*, talk, talks, researcher*, researchers, dr, science, motion, speeches",
  },
  career_networking: {
    sure:
      "graduate program*, graduate academy, internship*, clerkship*, networking night, networking event, industry night, career* night, careers fair, career* panel, resume workshop, interview workshop, career* q&a, headshot*, career fair, job fair, mock interview*, resume roast, cv clinic, vacation scheme*, insight day*, alumni panel, industry panel, women in finance, women in law, women in business",
    core:
      "career*, internship*, clerkship*, networking, graduate program*, graduate role*, graduate academy, resume*, cv, linkedin, headshot*, employer*, recruiter*, job, jobs, industry night, industry, interview*, cadetship*, vacationer*, grad role*, professionals, consulting, join their team, is hiring, are hiring, is looking for, are looking for, are seeking, is seeking, site visit, office tour, grad panel, mock interview*, coffee chat*, speed networking, employers, cover letter*, assessment centre*, hiring manager*, investment bank*, private equity, hedge fund*, actuary, actuaries, quants, traders, law firm*, spring week*, training contract*, pupillage, grad scheme*, gold sponsor, principal sponsor, our sponsors, our sponsor, alumni, analysts, associates, executives, women in",
    near:
      "panel*, panellist*, panelist*, professional*, firm, firms, corporate, company, companies, insights, alumni, workplace, employment, hiring, vacancy, full-time, part-time, pathways, application*, apply, opportunities, accounting, finance, banking, insurance, law, trading, intern*, graduate*, sponsor*, connections, mentor*, visa*, actuar*, sponsors, mentoring, mentorship, networking drinks, recruiter, career-ready, fintech, supply chain, public sector, profession, business cards, smart casual, programme, program",
  },
  social_cultural: {
    sure:
      "trivia night, ball, bar night, mixer, end of exams party, party, welcome night, welcome event, meet & greet, meet and greet, meet n greet, boat cruise, board games night, boardgames night, games night, karaoke night, night market, cultural night, culture night, pub crawl, social night, picnic, movie social, meet the committee, meet the team, meet our team, meet our committee, executive team, prom, formal, banquet, ceilidh, iftar, carol service, quiz night, trivia, speed friending, conversation evening, language exchange, stammtisch, soirée, soiree, malam, tea party, freshers' party, silent disco, potluck",
    core:
      "party, ball, mixer, social*, bar night, pub, pubs, trivia, karaoke, cruise, board games, boardgames, games night, meet and greet, meet & greet, meet n greet, orientation, o-week, oweek, cultur*, festival, night market, market, marketplace, picnic, speed friending, speedfriending, speed dating, celebration, new year, diwali, deepavali, eid, raya, lunar, mid-autumn, holi, songkran, masquerade, gala, clubbing, mingle, hangout, welcome night, heritage, language exchange, bonding, bazaar, make friends, new friends, bowling, laser tag, mini golf, ice skating, escape room, scavenger hunt, puzzle hunt, halloween, bingo night, quiz, pub quiz, ceilidh, carol*, pride, queer, lgbtq*, drag, christmas, thanksgiving, hanukkah, passover, easter, nowruz, tet, chuseok, ramadan, vesak, lantern*, riddles, costume*, movie night, film night, conversation, languages, tandem, bilingual*, homesick, reunion, international students, worship, fellowship, bible study, prayer, disco, house party, bonfire, toga, ice breaker*, icebreaker*, fiesta, fête, apéro, budaya, expat*, diaspora, sports & social, mixers, coffee morning",
    near:
      "drinks, drink, fun, friends, friendships, dance, dj, games, vibes, mentor*, community, meet, committee, welcome, traditional, celebrat*, food, snacks, chill, festiv*, international, team, culture, prizes, dress code, free entry, executive*, members, unwind, bingo, friend, mum*, aunties, tea, bring a friend, language, french, german, spanish, chinese, japanese, korean, italian, indonesian, malay",
  },
  sports_fitness: {
    sure:
      "sports day, sport* tournament, fun run, social sport, run club, futsal tournament, badminton, netball, basketball, volleyball, soccer, tennis, 5k, 10k, parkrun, half marathon, bouldering, five-a-side, 5-a-side, cricket nets, pickleball, futsal, climbing gym, training session*, sports taster",
    core:
      "sport*, football, soccer, basketball, netball, volleyball, badminton, tennis, gym, fitness, marathon, swim*, cricket, rugby, rowing, climbing, futsal, cycling, athletics, hockey, frisbee, martial arts, taekwondo, karate, boxing, fencing, table tennis, afl, footy, social sport, fun run, run club, pickleball, dodgeball, ultimate frisbee, softball, baseball, lacrosse, archery, runners, jog, jogging, bouldering, climb, climber*, climbed, squash, racquet*, judo, jiu-jitsu, bjj, muay thai, kendo, aikido, gymnastics, cheerleading, cheer squad, handball, water polo, sailing, golf, parkour, triathlon, crossfit, skating, skateboard*, ice hockey, korfball, quidditch, spikeball, kickabout, tryout*, try-out*, squad, squads, goalkeeper*, wickets, nets, varsity, half marathon, weightlifting, powerlifting, deadlift*, paddles, surf club, horse riding, equestrian, swimmers, swimming, cheer, sports hall, dryland",
    near:
      "tournament*, match, matches, training, league, team*, players, game, race, workout*, court, stadium, coach*, champion*, active, trophy, trophies, laps, pitch, pitches, fixtures, captain*, mixed teams, kit, beginners, injuries, reserves, medal*, run, running",
  },
  arts_music: {
    sure:
      "concert, open mic, film screening, movie screening, exhibition, art workshop, paint and sip, paint & sip, musical, recital, auditions, choir, orchestra, jam session, photo walk, life drawing, film club, poetry slam, spoken word, stand-up comedy, play reading, botanical drawing, dance class*, salsa, bachata, ballet, k-pop, kpop, film marathon, come and sing, theatre trip",
    core:
      "music, concert*, gig, band, bands, orchestra, choir, jazz, musical*, drama, film*, screening*, movie*, cinema, art, visual arts, performing arts, artist*, exhibition*, gallery, painting, paint, craft*, photography, dance workshop, poetry, open mic, comedy, improv, pottery, ceramics, drawing, fashion, anime, acapella, a cappella, recital, ensemble, theatre production, auditions, audition*, sculpture, crochet, knitting, writing, zine*, life drawing, symphony, busking, tango, hip hop, guitar*, drum, drums, drummer*, violin*, viola*, violas, piano*, pianist*, harp, cello, cellist*, double bass, trumpet*, saxophone*, ukulele*, tambourine, instrument*, jam, rehearsal*, conductor, composer*, playwright*, shakespeare, requiem, opera, string quartet, calligraphy, printmaking, illustrat*, watercolour*, watercolor*, origami, manga, ghibli, cosplay, revue, actors, actor*, poems, poet*, embroidery, lino*, animation, museum, documentar*, camera*, photographs, photograph, photo competition, photographer*, darkroom, lightroom, choreograph*, theatre, theater, short film*, soundtrack, premiere*, premieres, cabaret, burlesque, mural*, pencils, brushes",
    near:
      "performance*, perform*, stage, creative*, show, songs, singing, dance, dancing, design, exhibit*, play, script*, sing, singing, singer*, draw, handmade, ink, artsy, subtitles, director*, directed, cast, crew, lens, frame, sketch*, paper, beginners, audience, tune*, rhythm, folk",
  },
  tech_innovation: {
    sure:
      "hack*thon*, ++*hack, datathon*, coding workshop, python, machine learning, data science, ai workshop, ctf, tech talk, overnight hack, capture the flag, coding club, code club, lightning talks, robotics, soldering, drone*, web dev",
    core:
      "hackathon*, hacking, hackers, coding, python, javascript, typescript, react, software, machine learning, ml, ai, artificial intelligence, data science, datathon*, kaggle, cyber*, security, robot*, cloud, blockchain, crypto, llm*, tech, programming, developer*, computer science, deep learning, data engineering, datascience, machinelearning, ctf, app development, web development, quantum, leetcode, git, github, database*, sql, linux, hardware, arduino, 3d print*, computing, genai, generative ai, solder, soldering, drone, drones, firmware, circuit*, raspberry pi, pcb, neural net*, rust, java, kotlin, docker, kubernetes, devops, ux, frontend, backend, full stack, code, coder*, reverse engineering, reversing, pwn, rocketry, rocket*, satellite*, cubesat, rover, makerspace, gadget*, electronics, 3d-print*, opendata, open data, data visualisation, website, chatgpt, prompt engineering, cybersecurity, infosec, semiconductor*, autonomous, self-driving",
    near:
      "data, stem, engineering, bot, model*, technology, technical, digital, innovation, build*, algorithm*, web, app, apps, engineer*, automation, prototype*, challenge, competition, analytics, api, open source, widgets, laptop, laptops, demos, demo, mentors, designers, maker*, sensor*, lab, debug*, compiler*, server*, slides, program, hack, hacks",
  },
  volunteering_community: {
    sure:
      "fundrais*, volunteer*, donation*, bake sale, raised, charity, blood drive, food bank, foodbank, soup kitchen, homework club, community kitchen, blood donation, donate blood, charity run, toy drive, collecting for, letter-writing, care home*, give blood",
    core:
      "volunteer*, fundrais*, donat*, charity, charities, relief, humanitarian, non-profit, nonprofit, not-for-profit, community service, blood drive, bake sale, raised, raise funds, raising, proceeds, earthquake, refugee*, foundation, ngo, human rights, advocacy, outreach, homeless*, shelter, shelters, prison*, red cross, oxfam, unicef, habitat for humanity, guide dogs, aged care, nursing home*, lifeblood, plasma, sponsored walk, giving back, give back, in aid of, working bee, donor*, donated, helping hands, care packages, lonely, elders, schoolchildren, disadvantaged, serving",
    near:
      "support, supporting, community, awareness, help*, kindness, cause, campaign, impact, generosity, empower*, social justice, compassion, healthcare, gift, communities, collection, toiletries, drive, shelter, elderly, kindness, residents, shifts, volunteering, sort, sorting, high-vis, children, neighbours, tins",
  },
  food_dining: {
    sure:
      "bbq, barbecue, dinner, brunch, cooking class, cooking workshop, food crawl, tasting, sourdough, coffee cupping, cupping, wine tasting, dumpling*, supper club, bake off, bake-off, cook along, crêpes, crepes, lunch club, nasi lemak, tasting night",
    core:
      "dinner, brunch, restaurant*, cooking, baking, bake, bakes, tasting, dumpling*, bbq, barbecue, potluck, crepes, cafe, dessert*, bubble tea, boba, ice cream, food crawl, food tour, matcha, ramen, hotpot, hot pot, sushi, cuisine, barista, chocolate, high tea, pancake*, noodles, wine tasting, cheese, feast, gelato, soft-serve, food festival, pizza night, coffee crawl, sweet treat, cook, bread, loaf, dough, baker*, roasters, barista*, laksa, satay, sambal, rendang, biryani, curry, curries, taco*, paella, empanada*, pierogi, kimchi, kimbap, pho, banh mi, mezze, hummus, falafel, crêpe*, waffle*, cookies, brownie*, cake, cakes, cupcake*, tart*, fondue, wine, wines, sommelier*, whisky, whiskey, chai, mooncake*, zongzi, sake, tempura, okonomiyaki, mezcal, pasta, risotto, gnocchi, tapas, chef*, vegan, vegetarian, plant-based, nasi, roti, kuih, jollof, injera, dosa, samosa*, thali, kebab*, bao, dim sum, yum cha, congee, spice*, feast*, bakery, cider",
    near:
      "food, lunch, breakfast, eat, coffee, delicious, tea, snacks, sweet, recipe*, menu, meal*, foodie, pizza, drinks, flavour*, hungry, taste, flour, jar, dish, dishes, cooked, buffet, savoury, serves, plate*, cuppa, fry, fried, grill, buns, biscuit*, bean, beans",
  },
  travel_adventure: {
    sure:
      "hike, day trip, ski trip, road trip, camp, camping, immersion program, snow trip, weekend away, day walk, day hike, interrailing, interrail, weekend trip, bushwalk, kayaking, scuba diving, study abroad, city break",
    core:
      "trip, trips, travel*, hike*, hiking, camp, camping, road trip, ski trip, abroad, student exchange, beach day, adventure*, immersion program, getaway, day trip, snow trip, kayak*, surf, surfing, scuba, backpack*, bushwalk*, great ocean road, overseas, roadtrip, skiing, snowboard*, canoe*, caving, mountaineering, tour, coastal walk, nature walk, bushwalking, stargazing, excursion, walking tour, ferry, trek, treks, trekking, expedition*, summit, canyoning, interrail*, eurail, hostel*, snorkel*, diving, national park, orienteering, waterfall*, lighthouse, tent, tents, campfire, peak district, munro*, fells, mountain, mountains, sailing trip, convoy, wilderness, via ferrata, glacier*, backpackers, pilgrimage, milky way, telescope*, cliff*",
    near:
      "explore, europe, global, country, countries, island, mountain*, beach, destination*, outdoors, bus, flights, itinerary, accommodation, trail, coast, walk, walking, minibus, packing list, waterproofs, boots, views, view, lake, moor, river, car park, ranger",
  },
  health_wellness: {
    sure:
      "yoga, meditation, mental health, wellbeing, wellness, therapy dogs, self-care, pilates, puppy room, therapy dog*, breathing exercise*, cold water swim*, sea swim, mindfulness session, sound bath, stress less, guided meditation, walk and talk, wellbeing week",
    core:
      "wellness, wellbeing, well-being, mental health, yoga, meditation, mindful*, self-care, self care, health, nutrition, stress relief, therapy dog*, therapy dogs, first aid, pilates, breathwork, sleep, burnout, counselling, r u ok, ruok, destress, de-stress, healthy, sexual health, anxiety, reiki, sound bath, breathing, breathe, cold plunge, ice bath, dip, puppy, puppies, pet therapy, massage, counsellor*, welfare, peer support*, kinder, kindness, medical, clinical, suturing, suture*, blood pressure, nurse*, cpr, vaccin*, flu shot, contraception, nutritionist*, dietitian*, stretch*, tai chi, qigong, journaling, grief, loneliness, adhd, neurodiver*, disability, eating disorder*, sober, psychologist*",
    near:
      "stress, relax*, medical, psycholog*, care, calm, mind, body, puppies, dogs, support, recharge, resilience, doctor*, clinic*, gratitude, dog, slow, quiet, gentle, rest, listening, confidential, tea, cry, hygiene, doctor, surgeon*, patients, calmer, sunrise",
  },
  entrepreneurship: {
    sure:
      "case comp, case competition, startup, startups, entrepreneur*, pitch night, pitching competition, pitch competition, founder*, start-up*, startup weekend, founder stories, fireside chat, demo day, business model canvas, microgrant*, micro-grant*, seed funding, side project, landing page",
    core:
      "startup, startups, start-up*, founder*, pitch, pitching, venture*, entrepreneur*, incubator, accelerator, vc, case competition, case comp, business plan, shark tank, innovation competition, founders, product launch, investor*, unicorn, side hustle, small business, innovation night, grant, grants, prototype*, customers, customer, equity, cohort, bootstrapp*, seed round, side projects, lean canvas, hult prize, enterprise, social enterprise, innovators, co-founder*, cofounder*, pricing, sell, selling, revenue, e-commerce, ecommerce, monetis*, saas, b2b, fundraising round, vcs, angel investor*, elevator pitch",
    near:
      "innovation, business, idea*, innovator*, ecosystem, market, product, leadership, scale, competition, prize*, judges, venture, funding, capital, mvp, idea, ideas, companies, company, budget*, strategy, brand*, marketing, deck, networking",
  },
  environment_sustainability: {
    sure:
      "sustainab*, climate action, tree planting, clean-up, cleanup, clothes swap, clothing swap, zero waste, environmental, clean up, beach clean*, river clean*, creek clean*, litter pick*, planting day, repair café, repair cafe, community garden*, climate assembly, climate march, swap shop, clothing exchange, swap party, divestment, solar",
    core:
      "sustainab*, climate, environment*, recycl*, tree planting, clean-up, cleanup, biodiversity, renewable*, eco, eco-friendly, conservation, gardening, garden, thrift*, clothes swap, clothing swap, zero waste, upcycl*, compost*, wildlife, repair cafe, net zero, planet, pollution, carbon, op shop, beach clean*, decarboni*, swap, swaps, thrifting, mending, repair, repairs, seedling*, planting, plant a tree, creek, litter, rubbish, divest*, fossil fuel*, cop, plastic, plastics, reusable*, bees, beekeep*, allotment*, rewilding, emissions, birdwatch*, permacult*, solar, wind farm*, op-shop, op shops, second hand, vegan living, green energy, greenhouse, carbon footprint, bike repair, native plants, coral, reef*, bushcare, landcare, eco-anxiety, organic, tote bag*",
    near:
      "green, nature, earth, plant*, energy, vegan, reuse, waste, ocean*, second-hand, secondhand, circular, forest, animals, ecosystem, broken, mend, repair, reserve, trees, tree, river, wear, waders, seeds, soil, bags, clean, flora",
  },
  gaming_esports: {
    sure:
      "esports, e-sports, lan party, video games, gaming, smash bros, mario kart, valorant, league of legends, chess tournament, d&d, chess, blitz, rapid tournament, retro night, board game café, board games, watch party, dungeon master, lan",
    core:
      "esports, e-sports, gaming, video games, videogame*, lan party, lan, valorant, league of legends, smash bros, smash, nintendo, mario kart, console, d&d, dnd, dungeons & dragons, dungeons and dragons, minecraft, tabletop, chess, blitz, poker night, mahjong, tcg, pokemon, counter-strike, cs2, dota*, overwatch, fortnite, tekken, street fighter, arcade, vr, osu, speedrun*, magic the gathering, board gaming, card games, roleplaying, rpg*, warhammer, kart, karts, rook, checkmate, swiss, pairings, checkers, go club, shogi, catan, codenames, ticket to ride, werewolf, mafia game, playstation, xbox, switch, steam deck, joystick*, retro, consoles, lol, mtg, yu-gi-oh, yugioh, rts, fps, casters, speedrunners, roster, double elimination, game dev jam, game jam, trivia, quiz, bluffing, dice, guild, endgame, opening theory, smash ultimate, genshin, roblox, among us, jackbox",
    near:
      "board games, boardgames, games, game, tournament*, players, gamer*, bracket*, casuals, poker, play, teams, twitch, discord, controllers, rounds, finals, unrated, rated, grand final, stream, streaming, rules, puzzle*, winners, rank, ranked",
  },
  recruitment: {
    sure:
      "agm, sgm, egm, general meeting, recruitment, recruiting, committee applications, committee recruitment, join our team, join our committee, join the committee, elections, nominations, new recruits, by-election*, hustings, next committee, looking for tutors, we're hiring, join the team, new members wanted, we're looking for, run for committee, student ambassador*, sign up to be, general election, leadership team",
    core:
      "recruit, recruits, recruiting, recruitment, join our team, join the team, join our committee, join the committee, cast your vote, new committee members, agm, sgm, egm, annual general meeting, special general meeting, general meeting, election*, elected, nominat*, officer*, committee applications, committee positions, subcommittee*, expressions of interest, we want you, become a leader, new recruits, general rep*, first year rep*, executive positions, we're recruiting, leader applications, director*, run for, applications are reviewed on a rolling basis, rolling basis, team members wanted, member applications, board positions, hustings, ambassador*, representative*, new members, joining, sub-team*, subteam*, every role, all roles, roles available, president, treasurer, secretary, publicity officer, be a mentor, be our next, become a, apply before, we need, is looking for, are looking for, executive elections, try out, tried out, recruits wanted, casting vote, wanted, committee",
    near:
      "committee, roles, role, position*, apply, applications, interested in joining, vote, voting, leadership, executive*, team, teams, handover, president, treasurer, secretary, leader, interviews, join, members, quorum, training provided, rolling, link to apply, commitment, openings, find your",
  },
};
