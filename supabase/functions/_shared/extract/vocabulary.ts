/** The words that categories are known by: the general ones of student life, no club's own names. */
import type { Category } from "../event.ts";

/** `sure` words name what happens, `core` words the subject, `near` words keep their company; '*' is any letters, '+' one. */
export const VOCABULARY: Record<Category, { sure: string; core: string; near: string }> = {
  academic_workshops: {
    sure:
      "revision workshop*, revision session*, study session*, study together, study night, exam revision, revision lecture*, peer assisted learning",
    core:
      "revision, revise, exam, exams, examination*, swotvac, swot-vac, study session*, study night, tutorial*, lecture*, thesis, academic*, referencing, honours, postgraduate, masters, seminar*, subject review*, tutoring, mid-semester test, moot, mooting, debate, debating, mock exam, essay writing",
    near:
      "workshop*, study*, studying, research*, course*, subject*, learn*, education*, professor*, textbook*, quiz*, practice questions, assignment*, degree*, enrolment, faculty, theory, marks, notes, wam, content",
  },
  career_networking: {
    sure:
      "graduate program*, graduate academy, internship*, clerkship*, networking night, networking event, industry night, career* night, careers fair, career* panel, resume workshop, interview workshop, career* q&a, headshot*",
    core:
      "career*, internship*, clerkship*, networking, graduate program*, graduate role*, graduate academy, resume*, cv, linkedin, headshot*, employer*, recruiter*, job, jobs, industry night, industry, interview*, cadetship*, vacationer*, grad role*, professionals, consulting, join their team, is hiring, are hiring, is looking for, are looking for, are seeking, is seeking, site visit, office tour, grad panel, mock interview*, coffee chat*, speed networking",
    near:
      "panel*, panellist*, panelist*, professional*, firm, firms, corporate, company, companies, insights, alumni, workplace, employment, hiring, vacancy, full-time, part-time, pathways, application*, apply, opportunities, accounting, finance, banking, insurance, law, trading, intern*, graduate*, sponsor*, connections, mentor*, visa*, actuar*",
  },
  social_cultural: {
    sure:
      "trivia night, ball, bar night, mixer, end of exams party, party, welcome night, welcome event, meet & greet, meet and greet, meet n greet, boat cruise, board games night, boardgames night, games night, karaoke night, night market, cultural night, culture night, pub crawl, social night, picnic, movie social, meet the committee, meet the team, meet our team, meet our committee, executive team",
    core:
      "party, ball, mixer, social*, bar night, pub, pubs, trivia, karaoke, cruise, board games, boardgames, games night, meet and greet, meet & greet, meet n greet, orientation, o-week, oweek, cultur*, festival, night market, market, marketplace, picnic, speed friending, speedfriending, speed dating, celebration, new year, diwali, deepavali, eid, raya, lunar, mid-autumn, holi, songkran, masquerade, gala, clubbing, mingle, hangout, welcome night, heritage, language exchange, bonding, bazaar, make friends, new friends, bowling, laser tag, mini golf, ice skating, escape room, scavenger hunt, puzzle hunt, halloween, bingo night",
    near:
      "drinks, drink, fun, friends, friendships, dance, dj, games, vibes, mentor*, community, meet, committee, welcome, traditional, celebrat*, food, snacks, chill, festiv*, international, team, culture, prizes, dress code, free entry, executive*, members, unwind, bingo",
  },
  sports_fitness: {
    sure:
      "sports day, sport* tournament, fun run, social sport, run club, futsal tournament, badminton, netball, basketball, volleyball, soccer, tennis",
    core:
      "sport*, football, soccer, basketball, netball, volleyball, badminton, tennis, gym, fitness, marathon, swim*, cricket, rugby, rowing, climbing, futsal, cycling, athletics, hockey, frisbee, martial arts, taekwondo, karate, boxing, fencing, table tennis, afl, footy, social sport, fun run, run club, pickleball, dodgeball, ultimate frisbee, softball, baseball, lacrosse, archery",
    near:
      "tournament*, match, matches, training, league, team*, players, game, race, workout*, court, stadium, coach*, champion*, active",
  },
  arts_music: {
    sure:
      "concert, open mic, film screening, movie screening, exhibition, art workshop, paint and sip, paint & sip, musical, recital, auditions, choir, orchestra",
    core:
      "music, concert*, gig, band, bands, orchestra, choir, jazz, musical*, drama, film*, screening*, movie*, cinema, art, visual arts, performing arts, artist*, exhibition*, gallery, painting, paint, craft*, photography, dance workshop, poetry, open mic, comedy, improv, pottery, ceramics, drawing, fashion, anime, acapella, a cappella, recital, ensemble, theatre production, auditions, audition*, sculpture, crochet, knitting, writing, zine*, life drawing, symphony, busking",
    near:
      "performance*, perform*, stage, creative*, show, songs, singing, dance, dancing, design, exhibit*, play, script*, sing, singing, singer*, draw, handmade",
  },
  tech_innovation: {
    sure:
      "hack*thon*, ++*hack, datathon*, coding workshop, python, machine learning, data science, ai workshop, ctf, tech talk",
    core:
      "hackathon*, hacking, hackers, coding, python, javascript, typescript, react, software, machine learning, ml, ai, artificial intelligence, data science, datathon*, kaggle, cyber*, security, robot*, cloud, blockchain, crypto, llm*, tech, programming, developer*, computer science, deep learning, data engineering, datascience, machinelearning, ctf, app development, web development, quantum, leetcode, git, github, database*, sql, linux, hardware, arduino, 3d print*, computing, genai, generative ai",
    near:
      "data, stem, engineering, bot, model*, technology, technical, digital, innovation, build*, algorithm*, web, app, apps, engineer*, automation, prototype*, challenge, competition, analytics, api, open source, widgets",
  },
  volunteering_community: {
    sure: "fundrais*, volunteer*, donation*, bake sale, raised, charity, blood drive",
    core:
      "volunteer*, fundrais*, donat*, charity, charities, relief, humanitarian, non-profit, nonprofit, not-for-profit, community service, blood drive, bake sale, raised, raise funds, raising, proceeds, earthquake, refugee*, foundation, ngo, human rights, advocacy, outreach, homeless*",
    near:
      "support, supporting, community, awareness, help*, kindness, cause, campaign, impact, generosity, empower*, social justice, compassion, healthcare, gift, communities, collection, toiletries, drive, shelter, elderly, kindness",
  },
  food_dining: {
    sure: "bbq, barbecue, dinner, brunch, cooking class, cooking workshop, food crawl, tasting",
    core:
      "dinner, brunch, restaurant*, cooking, baking, bake, bakes, tasting, dumpling*, bbq, barbecue, potluck, crepes, cafe, dessert*, bubble tea, boba, ice cream, food crawl, food tour, matcha, ramen, hotpot, hot pot, sushi, cuisine, barista, chocolate, high tea, pancake*, noodles, wine tasting, cheese, feast, gelato, soft-serve, food festival, pizza night, coffee crawl, sweet treat, cook",
    near:
      "food, lunch, breakfast, eat, coffee, delicious, tea, snacks, sweet, recipe*, menu, meal*, foodie, pizza, drinks, flavour*, hungry, taste",
  },
  travel_adventure: {
    sure:
      "hike, day trip, ski trip, road trip, camp, camping, immersion program, snow trip, weekend away",
    core:
      "trip, trips, travel*, hike*, hiking, camp, camping, road trip, ski trip, abroad, student exchange, beach day, adventure*, immersion program, getaway, day trip, snow trip, kayak*, surf, surfing, scuba, backpack*, bushwalk*, great ocean road, overseas, roadtrip, skiing, snowboard*, canoe*, caving, mountaineering, tour, coastal walk, nature walk, bushwalking, stargazing, excursion, walking tour",
    near:
      "explore, europe, global, country, countries, island, mountain*, beach, destination*, outdoors, bus, flights, itinerary, accommodation, trail",
  },
  health_wellness: {
    sure: "yoga, meditation, mental health, wellbeing, wellness, therapy dogs, self-care, pilates",
    core:
      "wellness, wellbeing, well-being, mental health, yoga, meditation, mindful*, self-care, self care, health, nutrition, stress relief, therapy dog*, therapy dogs, first aid, pilates, breathwork, sleep, burnout, counselling, r u ok, ruok, destress, de-stress, healthy, sexual health, anxiety, reiki, sound bath",
    near:
      "stress, relax*, medical, psycholog*, care, calm, mind, body, puppies, dogs, support, recharge, resilience, doctor*, clinic*, gratitude",
  },
  entrepreneurship: {
    sure:
      "startup, startups, entrepreneur*, pitch night, pitching competition, pitch competition, founder*, start-up*",
    core:
      "startup, startups, start-up*, founder*, pitch, pitching, venture*, entrepreneur*, incubator, accelerator, vc, case competition, case comp, business plan, shark tank, innovation competition, founders, product launch, investor*, unicorn, side hustle, small business, innovation night",
    near:
      "innovation, business, idea*, innovator*, ecosystem, market, product, leadership, scale, competition, prize*, judges, venture, funding, capital, mvp",
  },
  environment_sustainability: {
    sure:
      "sustainab*, climate action, tree planting, clean-up, cleanup, clothes swap, clothing swap, zero waste, environmental",
    core:
      "sustainab*, climate, environment*, recycl*, tree planting, clean-up, cleanup, biodiversity, renewable*, eco, eco-friendly, conservation, gardening, garden, thrift*, clothes swap, clothing swap, zero waste, upcycl*, compost*, wildlife, repair cafe, net zero, planet, pollution, carbon, op shop, beach clean*, decarboni*",
    near:
      "green, nature, earth, plant*, energy, vegan, reuse, waste, ocean*, second-hand, secondhand, circular, forest, animals, ecosystem, broken, mend, repair",
  },
  gaming_esports: {
    sure:
      "esports, e-sports, lan party, video games, gaming, smash bros, mario kart, valorant, league of legends, chess tournament, d&d",
    core:
      "esports, e-sports, gaming, video games, videogame*, lan party, lan, valorant, league of legends, smash bros, smash, nintendo, mario kart, console, d&d, dnd, dungeons & dragons, dungeons and dragons, minecraft, tabletop, chess, blitz, poker night, mahjong, tcg, pokemon, counter-strike, cs2, dota*, overwatch, fortnite, tekken, street fighter, arcade, vr, osu, speedrun*, magic the gathering, board gaming, card games, roleplaying, rpg*, warhammer",
    near:
      "board games, boardgames, games, game, tournament*, players, gamer*, bracket*, casuals, poker, play, teams, twitch, discord, controllers",
  },
  recruitment: {
    sure:
      "agm, sgm, egm, general meeting, recruitment, recruiting, committee applications, committee recruitment, join our team, join our committee, join the committee, elections, nominations, new recruits, by-election*",
    core:
      "recruit, recruits, recruiting, recruitment, join our team, join the team, join our committee, join the committee, cast your vote, new committee members, agm, sgm, egm, annual general meeting, special general meeting, general meeting, election*, elected, nominat*, officer*, committee applications, committee positions, subcommittee*, expressions of interest, we want you, become a leader, new recruits, general rep*, first year rep*, executive positions, we're recruiting, leader applications, director*, run for, applications are reviewed on a rolling basis, rolling basis, team members wanted, member applications, board positions",
    near:
      "committee, roles, role, position*, apply, applications, interested in joining, vote, voting, leadership, executive*, team, teams, handover, president, treasurer, secretary, leader, interviews, join, members",
  },
};
