// What people choose when asked for a password, written down from general knowledge: no list of leaked passwords was copied.
// The words stand in their plain form; the ways of dressing them up ("P@ssw0rd123!") are undone by rule before the look-up, so
// each word stands for many passwords, and words shorter than any allowed password belong here too.
//
// The rules, in the order in which they undo (each form is looked up):
//
// 1. Case does not count; spaces, dots, hyphens and underscores between words do not either.
// 2. Up to six digits or symbols at the end, and up to two at the beginning, are dressing. More of them may be real chance.
// 3. Digits and symbols for letters (4 @ for a, 3 for e, 1 ! for i or l, 0 for o, 5 $ for s, 7 for t, 8 for b, 9 for g), and the
//    symbols above the digits for the digits ("!QAZ@WSX").
// 4. What is left is common if it is a listed word, a listed word or a short piece repeated, a run of the alphabet or the digits,
//    or a walk along the keyboard.

const words = new Set(
  `
password passwd passwort passwords pass passpass passcode passphrase passkey mypassword mypass yourpassword newpassword oldpassword
thepassword nopassword nopass firstpassword defaultpassword userpassword adminpassword rootpassword adminpass rootpass userpass
userpassword temppassword temppass tempassword temporary temporarypassword passwordsucks password4me wordpass drowssap passwordd
passw pword pwd passme passmein passthis passport secret secrets topsecret mysecret secretsecret secretpassword secretpass
confidential private classified hidden unknown nothing something anything everything whatever whatsup nobody somebody everybody
letmein letmeinnow letmepass letmesee letmego openup opensesame opensesam open openit sesame access accessgranted accessme enter
enterme entry login logon loginpass login4me signin signon logmein knockknock welcome welcomeback welcomehome welcometo welcomeyou
changeme changeit changethis changemenow changepassword pleasechange pleasechangeme pleaseenter mustchange resetme reset resetpassword
default defaults admin administrator administrador administrateur adminadmin adminadministrator adminroot admins sysadmin sysop
superuser superadmin super superman root rootroot toor operator manager managers supervisor owner guest guestguest visitor user
username useruser users test tester testing testtest testuser testing testpass testpassword tested mytest demo demodemo demouser
sample example trial public internal service services support helpdesk help helpme backup backups monitor server servers client
computer computers mycomputer laptop desktop keyboard mouse monitor internet network networks wireless wifi router modem switch
firewall gateway database databases oracle mysql postgres postgresql mongodb redis sqlserver system systems master masterkey
masterpass masters security secure securepass securepassword securely safety safe safeword crypto crypt encrypt bitcoin ethereum
blockchain linux ubuntu debian redhat centos fedora unix windows microsoft apple macintosh macbook iphone ipad android samsung galaxy
nokia motorola google googles gmail yahoo hotmail outlook facebook instagram twitter tiktok youtube whatsapp snapchat telegram linkedin
myspace amazon netflix spotify ebay paypal adobe photoshop cisco ciscocisco juniper huawei lenovo thinkpad toshiba dell hewlett packard
intel nvidia tesla docker kubernetes jenkins github gitlab ansible terraform vagrant tomcat apache nginx weblogic websphere jboss
javascript python java developer coding coder hacker hackers hacked hackme hackthis hacktheplanet h4x0r leet elite matrix neo trinity
morpheus zion cyber cyberpunk robot robots android terminator
qwerty qwertyui qwertyuiop qwertz qwertzui qwertzuiop azerty azertyui azertyuiop asdf asdfasdf asdfgh asdfghjk asdfghjkl asdfjkl
zxcv zxcvbn zxcvbnm qwer qwerqwer qwert qwertqwert qwertyqwerty qwertyasdf qwertyasdfgh qweasd qweasdzxc qazwsx qazwsxedc qazxsw
qazqaz wsxwsx zaqzaq asdqwe asdzxc zxcasd zxcasdqwe poiuytrewq lkjhgfdsa mnbvcxz mnbvcx poiuyt lkjhgf uiop hjkl jkl dvorak colemak
q1w2e3 q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 2wsx3edc 3edc4rfv 4rfv5tgb
zaq12wsx zaq1xsw2 xsw21qaz qwe123 qwe123qwe 123qwe 123qweasd 123qweasdzxc qwe123asd asd123 asd123asd zxc123 1a2b3c 1a2b3c4d a1b2c3 a1b2c3d4 a1s2d3f4
aa11bb22 aabbccdd aaabbb aaaabbbb abc abcd abcde abc123 abc123abc abcabc abcd1234 1234abcd 123abc abc12345 a12345 a123456 a1234567 a12345678 aa123456
aaa111 111aaa 123123 123123123 123321 12344321 1234554321 123456654321 12121212 112233 11223344 1122334455 121212 123454321 131313 147147 147258 147258369
159159 159357 159753 741852 741852963 789456 789456123 456789 456123 321321 321654 321654987 654321 987654321 9876543210 987654 963852741 999999 666666
696969 69696969 420420 007007 102030 10203040 100200300 11112222 12341234 12345678910 1234567891 123456789a 123456789q 123456a 123456q 123456abc
123654 123789 124578 135790 13579 1357924680 246810 2468 24681012 147852369 258456 314159 3141592 31415926 27182818 19871987 19901990
iloveyou iloveu iloveyou2 iloveyoutoo iloveyousomuch iloveyouforever iloveme ilovehim ilovegod ilovejesus ilovemom ilovemum ilovedad
ilovemymom ilovemyself ilovemylife ilovemyfamily ilovemydog ilovemycat ilovecats ilovedogs ilovemusic ilovefootball ilovesoccer ilovepizza
ilovechocolate ilovechristmas ilovejohn ilovemike ilovechris ilovedavid iloveanna ihateyou ihateu ihatethis ihatepasswords ihatework imissyou
loveyou loveu lovelove loveme lovemom lovelife lovely lovers lover lovebug lovebird lovebirds loveable loving love truelove mylove
mylover inlove lovestory loveyourself loverboy lovergirl loveless endlesslove firstlove luvyou luv2luv babe baby babyboy babygirl babyblue
babydoll babyface babycakes babybaby mybaby bigbaby sexy sexygirl sexyboy sexybaby sexylady sexything hotstuff hottie hotgirl hotrod sweet
sweetie sweetheart sweetness sweetpea sweety sweet16 honey honeybee honeybear honeybunny darling dearest sugar sugarplum candy candyman
cupcake cupcakes cookie cookies biscuit brownie brownies muffin pumpkin pickles peaches cherry cherries strawberry blueberry raspberry
blackberry banana bananas apples orange oranges lemonade lemon mango melon watermelon pineapple coconut peanut peanuts butter cheese
cheeseburger hamburger pizza pizzapizza spaghetti chocolate chocolat vanilla caramel cinnamon pepper peppers ginger garlic bacon chicken
turkey potato potatoes tomato noodles sushi popcorn pancake pancakes waffles doughnut donuts coffee espresso cappuccino budweiser corona
heineken guinness whiskey whisky vodka tequila martini cocacola coke pepsi pepsicola drpepper mountaindew snickers skittles
sunshine mysunshine sunflower sunrise sunset sunny sunday monday tuesday wednesday thursday friday saturday january february march april
may june july august september october november december spring summer autumn winter fall springtime summertime wintertime season seasons
christmas halloween easter thanksgiving birthday happybirthday holiday holidays vacation weekend newyear happynewyear valentine midnight
morning goodmorning goodnight goodday tonight today tomorrow yesterday forever always never4ever foreverlove foreveryoung together friends
friend friendship bestfriend bestfriends bff4ever bffs buddy buddies bestbuddy family myfamily mother father brother brothers sister sisters
mommy daddy daddysgirl mamma mama papa grandma grandpa grandmother parents children kids mykids daughter princess princesa prince
queen king kings kingkong queens royal royals duchess angel angels angelito angelbaby babyangel fallenangel darkangel angeleyes angelface
heaven heavenly hell hellokitty hellohello hello helloworld hellothere helloyou hellome heythere hithere goodbye byebye welcome123
jesus jesuschrist jesuslovesme jesusislord jesussaves jesus1st christ christian church catholic bible blessed blessing godbless godisgood godislove
godisgreat lordjesus mygod ohmygod holyspirit faith grace hope hopeful peace peaceful peaceandlove believe miracle praise amen trustgod trustno
trustno1 trustnoone trustme trust truth truthful destiny destination freedom liberty justice america american usausa unitedstates
england london british scotland ireland irish dublin wales canada toronto australia sydney france paris parisfrance germany deutschland
berlin italia italy roma spain espana barcelona madrid mexico brasil brazil argentina colombia russia moscow ukraine poland polska warszawa sweden sverige
norway norge denmark danmark finland suomi holland nederland amsterdam belgium switzerland austria greece turkiye istanbul egypt africa india
pakistan bangladesh indonesia malaysia singapore philippines pilipinas thailand vietnam korea seoul japan nippon tokyo china beijing
hongkong taiwan newyork newyorkcity manhattan brooklyn boston chicago houston dallas austin texas florida miami california losangeles
sanfrancisco sandiego seattle denver colorado phoenix arizona atlanta georgia detroit michigan philadelphia pittsburgh baltimore washington
virginia carolina tennessee nashville memphis alabama kentucky montana dakota hawaii alaska vegas lasvegas hollywood
football footballs football1 baseball basketball softball volleyball soccer hockey icehockey tennis cricket rugby golf golfer golfing bowling
boxing wrestling swimming swimmer running runner skating skater skateboard snowboard snowboarding surfing surfer fishing fisherman hunting hunter
hunters climbing cycling biker racing racer nascar formula1 karate taekwondo ninja ninjas samurai warrior warriors champion champions winner winners
winning victory player players playboy playgirl gamer gamers gaming games gameover game playgame playstation nintendo gameboy xbox xbox360
minecraft fortnite roblox counterstrike callofduty halo halflife warcraft worldofwarcraft starcraft diablo zelda mario supermario luigi
sonic pokemon pikachu charizard digimon dragonball dragonballz naruto sasuke onepiece sakura bleach inuyasha kakashi goku vegeta
starwars skywalker lukeskywalker darthvader anakin yoda chewbacca hansolo stormtrooper jedi jediknight startrek enterprise spock picard
voyager galactica stargate doctorwho tardis sherlock holmes jamesbond bond007 batman robin superman supergirl spiderman ironman
captainamerica avengers hulk thor wolverine deadpool xmen catwoman joker punisher daredevil transformers optimusprime megatron
harrypotter hogwarts gryffindor slytherin hufflepuff ravenclaw dumbledore hermione voldemort quidditch gandalf frodo legolas aragorn
lordoftherings middleearth hobbit gollum twilight edward bella jacob edwardcullen vampire vampires werewolf zombie zombies gameofthrones
winteriscoming daenerys khaleesi jonsnow stark lannister breakingbad heisenberg simpsons homersimpson bartsimpson southpark cartman
familyguy spongebob squarepants patrick scooby scoobydoo snoopy garfield mickey mickeymouse minnie minniemouse donald donaldduck goofy
pluto disney disneyland tinkerbell tinker peterpan cinderella snowwhite rapunzel ariel nemo simba lionking bambi dumbo pooh poohbear
winnie winniethepooh tigger eeyore piglet shrek barbie barbiegirl teletubbies bobmarley marley onelove rasta reggae hiphop rapper
eminem slimshady tupac 2pac snoopdogg jayzee beyonce rihanna shakira britney britneyspears madonna michaeljackson jackson elvis
elvispresley beatles thebeatles johnlennon lennon rollingstones ledzeppelin zeppelin pinkfloyd floyd metallica megadeth slayer
ironmaiden blacksabbath acdc gunsnroses nirvana kurtcobain pearljam greenday blink blink182 linkinpark slipknot korn limpbizkit
rammstein systemofadown evanescence mychemicalromance falloutboy paramore coldplay radiohead depeche depechemode nickelback
onedirection justinbieber bieber jonasbrothers selena selenagomez taylorswift ladygaga backstreet backstreetboys westlife music
musica musical musician musicman musiclover guitar guitarist guitarhero drummer drums bassman piano pianoman violin trumpet
saxophone fender gibson ibanez stratocaster singer singing dancer dancing dance dancequeen dancingqueen ballet ballerina rockon
rockandroll rocknroll rockstar rocker rockyou punkrock heavymetal metalhead techno trance
arsenal chelsea liverpool liverpoolfc everton tottenham manchester manutd manunited manchesterunited mancity newcastle leeds leedsunited
westham astonvilla celtic rangers realmadrid barca fcbarcelona atletico juventus inter intermilan milan acmilan napoli lazio roma bayern
bayernmunchen dortmund schalke werder stpauli ajax feyenoord psv benfica sporting porto galatasaray fenerbahce besiktas flamengo
corinthians palmeiras santos saopaulo vasco gremio botafogo riverplate bocajuniors boca messi leomessi lionelmessi ronaldo ronaldinho
cristiano cristianoronaldo neymar beckham davidbeckham rooney zidane maradona gerrard lampard torres
yankees newyorkyankees redsox dodgers giants mets cubs chicagocubs whitesox cardinals braves phillies pirates tigers astros mariners padres
orioles brewers twins royals rockies cowboys dallascowboys steelers packers greenbay patriots eagles redskins broncos raiders chargers
chiefs vikings bears dolphins saints falcons panthers bengals browns ravens colts titans texans jaguars seahawks buccaneers
lakers celtics bulls chicagobulls knicks spurs heat miamiheat cavaliers nuggets pistons pacers hornets sixers jordan michaeljordan jordan23
airjordan kobe kobebryant lebron lebronjames iverson shaq bruins canadiens mapleleafs penguins redwings blackhawks flyers oilers
flames canucks avalanche gretzky longhorns buckeyes wolverines gators bulldogs crimson tarheels bluedevils hurricanes huskers sooners trojans
dragon dragons reddragon blackdragon dragonfly dragonfire snapdragon monkey monkeys monkeyman funkymonkey monkey1 tiger tigers tigger whitetiger lion
lions lioness panther blackpanther pinkpanther jaguar leopard cheetah cougar bobcat wildcat wildcats cat cats kitty kittycat kitten kittens
pussycat blackcat tomcat meow dog dogs doggy doggie doggy1 dogdog puppy puppies hotdog bulldog wolf wolves wolfman wolfpack lonewolf werewolf
whitewolf fox foxy foxes firefox bear bears teddybear teddy bigbear polarbear panda pandas koala rabbit bunny bunnies bugsbunny hamster
guineapig mouse mice rat squirrel chipmunk beaver badger otter raccoon skunk elephant elephants rhino hippo giraffe zebra gorilla
chimpanzee camel kangaroo horse horses pony ponies mustang stallion unicorn unicorns pegasus cow cowboy cowboys cowgirl bull bulls
buffalo bison pig piggy pigs sheep lamb goat deer moose reindeer bird birds birdie eagle eagles falcon hawk hawks hawkeye raven ravens crow owl
parrot penguin penguins flamingo swan duck ducks duckie rooster chicken turtle turtles tortoise snake snakes cobra viper python rattlesnake lizard
gecko frog froggy frogs toad dolphin dolphins whale shark sharks fish fishes goldfish catfish swordfish salmon lobster crab octopus
starfish jellyfish butterfly butterflies ladybug bumblebee bee bees spider spiders scorpion scorpio ant ants mosquito dinosaur
dinosaurs trex godzilla mammoth phoenix griffin
red blue green yellow purple orange black white pink brown silver golden gold platinum diamond diamonds crystal emerald ruby sapphire pearl
jade amber scarlet crimson violet indigo turquoise magenta lavender rainbow rainbows blueeyes browneyes greeneyes blueblue redred bluesky
redrose blackrose whiterose rose roses flower flowers lily daisy tulip orchid jasmine violets sunflowers iris marigold blossom garden
gardens forest tree trees oaktree maple willow cherryblossom river rivers ocean oceans beach beaches island islands mountain mountains
valley desert waterfall water fire firefire fireman firefly fireball flame flames ice iceman icecream icecube snow snowball snowflake snowman
snowy storm stormy thunder thunderbolt lightning hurricane tornado tsunami volcano earthquake earth earth1 mercury venus mars jupiter
saturn uranus neptune pluto moon moonlight moonbeam moonshine fullmoon star stars starlight stardust starfire superstar rockstar shootingstar
lonestar sun sunlight sky skyline bluesky cloud clouds cloudy cloud9 universe galaxy cosmos cosmic space spaceman spaceship rocket
rockets apollo apollo11 nasa astronaut alien aliens ufo area51 xfiles mulder scully
michael michaela mike mikey michelle mitchell matthew matt christopher chris christian christina christine cristina joshua josh jacob jake
daniel danny daniela danielle david dave davide andrew andy andrea andreas andre anthony tony antonio antonia joseph joey jose josef
william will willy billy william1 james jim jimmy jamie jason jordan justin john johnny jonny johndoe jonathan nathan nathaniel nicholas nick
nicolas nicole nicola nikki robert rob robbie bobby roberto roberta richard rich ricky ricardo rick thomas tom tommy tomas charles charlie
charlotte carlos carl carla alexander alexandra alexandre alex alexis alejandro alejandra aleksandr benjamin ben benji benny samuel sam
sammy samantha steven steve stephen stephanie stefan stefanie stefano edward eddie eduardo kevin kelvin brian bryan brandon brenda
patrick patricia pat paul paula pauline pablo peter pete pedro petra george georgia georgina jorge gregory greg gary gerald gerard
kenneth kenny keith kyle karl karen karina kathryn katherine kathleen kathy katie kate katrina catherine cathy ronald ronnie ryan timothy
timmy tim tiffany tyler taylor travis trevor troy victor victoria vincent vanessa valerie valentina veronica walter wayne wendy wesley
zachary zack aaron adam adrian adriana alan albert alberto alfredo alice alicia alison allison amanda amber amy ana anna annie anne angela
angelina angelica angie anita april arthur arturo ashley ashleigh austin barbara barney becky beth betty bethany bianca blake bradley brad
brooke bruce bruno caitlin cameron camille camila carmen carol caroline carolina carrie casey cassandra cassie cecilia chad chantal
chelsea cheryl claire clara claudia claudio colin connor corey courtney craig crystal cynthia cindy dakota dale damian dana darren
dean debbie deborah denise dennis derek destiny devin diana diane diego dominic dominique donna dorothy douglas doug duncan dustin dylan
eduardo elaine eleanor elena eli elijah elizabeth eliza ella ellen emily emma eric erica erik erika erin ernesto esther ethan eugene
eva evan evelyn fabian federico felipe felix fernando fernanda fiona florian frances francesco francesca francis francisco frank
frankie franklin fred freddie freddy frederick gabriel gabriela gabrielle garrett gavin geoffrey gerardo giovanni gloria gordon graham
guillermo gustavo hannah harold harry hayley heather hector heidi helen helena henry howard hugo ian isaac isabel isabella isabelle
ivan jack jackie jacqueline jaime jane janet janice jared jasmin javier jean jeanette jeff jeffrey jennifer jenny jeremy jeremiah jerome
jerry jesse jessica jessie jill joan joanna joanne joel johan johanna joyce juan juanita judith judy julia julian juliana julie juliet
julio kayla kaitlyn kelly kelsey kendra kimberly kim kirsten kristen kristin kristina krystal lance larry laura lauren laurie lawrence leah lee
leo leonard leonardo leslie lillian linda lindsay lindsey lisa logan lorenzo lori louis louise lucas lucia lucy luis luke lydia lynn
madison maggie malcolm manuel marc marcel marcelo marcia marco marcos marcus margaret margarita maria mariah mariana marie marilyn
marina mario marion marisa mark markus marlene marshall martha martin martina marvin mary mason mathias maurice max maximilian maxwell
megan melanie melinda melissa mercedes meredith miguel mila miles milena miranda miriam mohamed mohammed muhammad ahmed ali hassan
hussein fatima aisha ibrahim mustafa mehmet molly monica monika morgan nadia nancy naomi natalia natalie natasha nathalie neil nelson
nina noah noel nora norman oliver olivia oscar owen pamela pascal penelope perry philip phillip phil philippe phoebe rachel rafael
ralph ramon randy raquel raul raymond rebecca regina renee rene rhonda rita rodrigo rodney roger roland romeo rosa rosemary rose
ross roxanne roy ruben russell ruth sabrina sally salvador sandra sandy santiago sara sarah scott sean sebastian serena sergey
sergio seth shane shannon sharon shaun shawn sheila shelby sherry shirley sierra silvia simon simone sofia sonia sophia sophie spencer stacey
stacy stanley stella stuart sue summer susan susana susanne suzanne sven sylvia tamara tania tanya tara teresa theresa theodore tina todd
tracey tracy tristan ursula vera vicky vladimir whitney wilson xavier yolanda yvette yvonne zoe
johnson williams jones davis miller smith smithy anderson jackson harris thompson garcia martinez robinson clark rodriguez lewis walker
hernandez nguyen gonzalez lopez perez sanchez ramirez torres murphy kelly obrien ferrari porsche mercedesbenz bmw audi volkswagen
volvo toyota honda hondacivic nissan mazda subaru mitsubishi suzuki kawasaki yamaha ducati harley harleydavidson davidson
chevrolet chevy camaro corvette mustang mustang1 dodge charger challenger jeep wrangler cadillac lincoln pontiac firebird buick chrysler bentley
lamborghini maserati bugatti landrover jaguar lexus scania peugeot renault citroen fiat alfaromeo skoda
soldier soldiers army armies usarmy usmc marines marine navy navyseal airforce pilot sniper ranger rangers commando rambo general captain
colonel sergeant major private police policeman sheriff detective doctor nurse nursing teacher student students school highschool college
university engineer lawyer chef driver trucker mechanic plumber carpenter electrician farmer artist writer photographer photo photos
camera picture pictures money moneymoney moneyman cash millionaire billionaire dollar dollars rich poor bank banker banking business
company corporate office boss bigboss theboss manager chief director president presidente secretary project work working worker job jobs
success successful lucky luckyone lucky7 lucky13 luckyme goodluck fortune jackpot casino poker blackjack ace aces joker vegas chance
magic magical magician wizard merlin witch witches sorcerer fairy fairytale fantasy finalfantasy dream dreams dreamer dreamgirl dreaming
sweetdreams nightmare darkness dark darkside darklord darknight darkknight shadow shadows blackshadow night nights nightwish nighthawk knight knights
knightrider warlord legend legends legendary hero heroes heroine myhero superhero villain monster monsters mystery mystic demon demons
devil devils evil satan lucifer hades zeus apollo athena artemis hercules achilles spartan spartans sparta gladiator maximus
caesar cleopatra pharaoh napoleon viking vikings odin loki ragnarok valhalla excalibur camelot lancelot guinevere arthur
pirate piratesofthecaribbean jacksparrow captainjack blackpearl treasure goldfinger goldeneye thunderball skyfall
killer killers killerbee killme killyou murder death deathnote deathstar dead die blood bloody bullet bullets gun guns gunner shotgun
weapon sword blade razor hammer hammers sledgehammer steel iron titanium metal rock rocks rocky rockie stone stones stonecold brick
happy happyme happyday happydays happyfeet happiness behappy happygirl happyface smile smiles smiley smiling laugh laughing funny fun
funtime funky crazy crazyman crazygirl crazyfrog crazylove mad madman madness madmax psycho insane lunatic silly stupid idiot dumbass
asshole assholes badass smartass jackass dickhead bastard bitch bitches bitchy sonofabitch whore slut fuck fucker fuckers fucking fuckoff
fuckyou fuckyou2 fuckyouall fuckme fuckthis fuckit fuckthat fuckedup motherfucker shit shithead bullshit holyshit shitface damn damnit
dammit goddamn crap crappy piss pissoff pussy penis vagina boobs boobies tits titties butt butthead bigbutt bigtits bigdick bigcock cock
dick horny hardcore porn pornstar porno sex sexsex sexme sexual sexmachine lesbian gayboy playtime naughty naughtygirl naughtyboy kinky
spank naked nude virgin kiss kisses kissme kissmyass kissmybutt kissyou hugs hugsandkisses xoxo xoxoxo
cool coolcool coolman coolguy coolgirl coolboy cooldude coolio dude dudes dudeman awesome amazing fantastic fabulous wonderful
excellent perfect perfection beautiful beauty beautifulgirl gorgeous pretty prettygirl prettywoman prettyinpink handsome cute cutie
cutiepie cutegirl cutiecutie blondie blonde brunette redhead ginger girl girls girly girlpower boy boys boyfriend girlfriend badboy
badgirl goodboy goodgirl bigboy biggirl littleboy littlegirl bigman bigguy bigdaddy bigdog bigmac bigred bigblue bigfish little lil man
woman women wonderwoman ladies lady lady1 ladygirl gentleman husband wife mywife bride wedding marriage married
single divorced heart hearts heartbreak heartbreaker heartless braveheart lionheart lovinheart brokenheart passion passionate desire
romance romantic romeo juliet romeoandjuliet valentino casanova cupid
simple simplelife easy easypass easypassword easyas123 easymoney remember rememberme rememberthis remember1 dontforget donotforget forgetit forgotten
forgot iforgot iforget iforgotit nevermind nevergiveup nevergive neverdie never again whynot whyme whocares whoami whoareyou whatisit whatthe
howareyou imfine iamgod iamtheone iamhere iamcool iamking iamlegend itsme itsme123 justme onlyme meandyou youandme youandi youme itistime thisisit
thisisapassword thisismypassword thisismypass thisisnotapassword thisisme mypasswordis thepasswordis notmypassword nottoday notforyou correcthorse
correcthorsebatterystaple horsebatterystaple batterystaple tobeornottobe maytheforcebewithyou theforce usetheforce livelongandprosper
liveandletlive livelife lifeisgood lifegoeson lifeisbeautiful life lifetime mylife wildlife goodlife newlife alive carpediem hakunamatata
hakuna matata akunamatata beyourself believeinyourself followyourheart keepcalm noworries noproblem nomore nofear noway nolimit okokok okay
yesyes yesyesyes nonono pleaseplease please thankyou thankgod thanks sorry forgiveme truestory onceuponatime theend thebest thebest1 bestever numberone
number1 number one1 firstone theone onlyone chosenone first second third eleven twelve thirteen hundred thousand million infinity zero
zero00 zerocool agent007 agentsmith secretagent doubleo7 skynet hal9000 r2d2c3po c3por2d2 ncc1701 ncc1701d thx1138 fourtwenty catch22 apollo13 
rush2112 room101 bigbrother nineteen84 orwell animalfarm newworld brandnew oldschool newschool backtoschool schoolsucks worksucks lifesucks
abcdef abcdefg abcdefgh abcdefghi alphabet alpha alphaomega alphabeta omega beta gamma delta sigma theta foxtrot zulu tango
charlie1 bravo echo whiskeytango november yankee juliet romeo1 sierra1
motdepasse motdepasse1 secretes bonjour bonsoir salut soleil doudou loulou chouchou chocolat amour monamour jetaime jetaimes coucou azerty1
marseille toulouse bordeaux camille1 nicolas1 julien thomas1 maxime antoine alexandre1 guillaume sebastien laurent frederic christophe jerome1
philippe1 isabelle1 nathalie1 sandrine celine aurelie emilie chloe manon papillon princesse tresor toutou minou chaton chien vacances
kennwort geheim geheimnis hallo hallohallo hallo123 hallowelt schatz schatzi liebe ichliebedich ichliebe mausi maus hase hasi schnucki spatz
engel sonne sonnenschein mond sterne sommer winter1 herbst fruehling fruhling frühling montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar
maerz märz juni juli oktober dezember fussball fußball bundesliga borussia koeln köln hamburg muenchen münchen frankfurt stuttgart dresden leipzig
willkommen passwort1 passwort123 sicherheit computer1 testtest1 katze hund pferd vogel fisch blume rosen garten kaffee bier
contrasena contraseña clave miclave secreto hola holahola holamundo teamo teamomucho tequiero tequieromucho teamo1 amor amorcito amormio miamor
miamorcito mivida corazon corazón micorazon cariño carino princesita bonita bonito hermosa hermoso linda1 preciosa chiquita chiquito mariposa
estrella estrellas sol luna lunita cielo angelito angelitos diosmio diosesamor jesucristo jesusteamo familia mifamilia mama1 papa1 hermana
hermano amigo amigos amigas mejoramigo mexico1 guadalupe america1 chivas pumas cruzazul tigres barcelona1 realmadrid1 futbol pelota gatito gatita
perrito perro gato caballo tigre leon delfin elefante chocolate1 fresita fresa cereza naranja limon verano invierno primavera otoño
senha minhasenha senha123 segredo eutetamo eumeamo amordaminhavida meuamor minhavida saudade brasil1 deusefiel deusamor jesuscristo flamengo1 corinthians1
gatinha gatinho princesinha borboleta cachorro felicidade amizade
ciao ciaociao ciaobella amore amoremio tiamo tiamoamore bella bellissima forzamilan forzainter forzajuve forzaroma napoli1 stella1 farfalla
gattino cucciolo principessa pippo pluto1 paperino topolino juventus1 francesco1 alessandro alessandra giuseppe andrea1 martina1 chiara
parola parol privet lyubov lubov ljubov solnyshko solnce zvezda koshka sobaka natasha1 sasha masha dasha misha maksim dmitry nikita
marinka svetlana tatiana ekaterina samara spartak zenit dinamo lokomotiv moskva rossiya pobeda
haslo haslohaslo kochanie kocham kochamcie misiek mateusz bartek kasia monika1 agnieszka polska1 legia lech
heslo heslo123 ahoj jelszo szeretlek wachtwoord welkom welkom01 hallo01 geheim1 voetbal vriend liefde schatje poepie knuffel
lösenord losenord hejhej hejsan hejhejhej sommar sommer1 älskling alskling kärlek fotboll passord adgangskode hemmelig kjærlighet
salasana moikka rakkaus perkele kissa koira kesä sifre şifre parola1 askim aşkım seniseviyorum canim galatasaray1 fenerbahce1 besiktas1
mahal mahalko mahalkita iloveyoumahal pangit ganda kupal sayang sayangku cinta cintaku rahasia bismillah alhamdulillah allahuakbar allah
allahis1 inshallah subhanallah mashallah pakistan1 jaimatadi krishna jaishreekrishna saibaba omsairam ganesh ganesha shiva shivshakti
india123 indian hindustan bollywood shahrukh salman sachin dhoni virat sweety1 jaanu
woaini woaini1314 5201314 1314520 woaini520 aini1314 nihao mima password520 sakura1 arigato konnichiwa aishiteru doraemon hellokitty1 kawaii
saranghae saranghaeyo anyong daehan tokkaebi
`
    .trim()
    .split(/\s+/),
);

/** Rows and columns of the keyboards, walked along in either direction. */
const walks = [
  "1234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "zaq12wsxcde34rfvbgt56yhnmju78ik",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "qwertzuiop",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
].flatMap((walk) => [walk, [...walk].reverse().join("")]);

const shortestWalk = 4;
const longestPiece = 4;

const letterFor: Readonly<Record<string, string>> = {
  "4": "a",
  "@": "a",
  "8": "b",
  "3": "e",
  "€": "e",
  "9": "g",
  "!": "i",
  "|": "i",
  "0": "o",
  "5": "s",
  $: "s",
  "7": "t",
  "+": "t",
};

const aboveTheDigits = "!@#$%^&*()";

/** Whether it is one of the passwords that everybody tries first, or one of them dressed up. */
export function isCommonPassword(password: string): boolean {
  return formsOf(password).some((form) => words.has(form) || isRepeated(form) || isWalk(form));
}

function formsOf(password: string): readonly string[] {
  const lower = password.toLowerCase();
  const joined = lower.replaceAll(/[\s._-]+/g, "");
  const forms = new Set<string>();
  for (const whole of [lower, joined]) {
    const withoutEnd = whole.replace(/[^\p{L}]{1,6}$/u, "");
    const withoutEnds = withoutEnd.replace(/^[^\p{L}]{1,2}/u, "");
    for (const form of [whole, withoutEnd, withoutEnds]) {
      const letters = form.replaceAll(/[4@83€9!|05$7+]/g, (sign) => letterFor[sign] ?? sign);
      forms.add(form);
      forms.add(letters.replaceAll("1", "i"));
      forms.add(letters.replaceAll(/[1i]/g, "l"));
      forms.add(letters.replaceAll("1", "l"));
      forms.add(form.replaceAll(/[!@#$%^&*()]/g, digitBelow));
    }
  }
  return [...forms];
}

function digitBelow(sign: string): string {
  return String((aboveTheDigits.indexOf(sign) + 1) % 10);
}

/** "abababab", "aaaaaaaa", "passwordpassword". */
function isRepeated(form: string): boolean {
  const piece = /^(.+?)\1+$/u.exec(form)?.[1];
  if (piece === undefined || form.length < shortestWalk) return false;
  return piece.length <= longestPiece || words.has(piece) || isWalk(piece);
}

function isWalk(form: string): boolean {
  return form.length >= shortestWalk && walks.some((walk) => walk.includes(form));
}
