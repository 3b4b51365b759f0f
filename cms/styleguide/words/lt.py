"""Lithuanian."""

from cms.styleguide.words import Words

WORDS = Words(
    brand="Tiltų aljansas",
    brand_line="Miestai, kurie atkuria kartu",
    note="Bendra keturiasdešimties miestų iniciatyva",
    titles=(
        "Dvylika miestų dalijasi viena tramvajų dirbtuve",
        "Ko upės miestelis išmoko iš potvynio",
        "Mokyklos, kuriose mokomasi dviem pamainomis",
        "Šildymo planai ateinančiai žiemai",
        "Jaunieji planuotojai renkasi Daugpilyje",
        "Biblioteka ant ratų pasiekė šimtąjį kaimą",
    ),
    long_title="Nebeprisikiškiakopūsteliaujantiems kaimynams: kaip savivaldybės susitaria dėl žemės, leidimų ir"
    " apleistų pramonės teritorijų, nebesusivisuomeninančių dešimtmečiais, naudojimo",
    long_word="Nebeprisikiškiakopūsteliaudavome",
    lead="Partneriai iš abiejų sienos pusių parodo, kas pavyko, kas nepavyko ir kiek tai kainavo.",
    sentences=(
        "Dirbtuvėje taisomi trijų vėžių tramvajai ir kasmet mokoma keturiasdešimt pameistrių.",
        "Vandens lygis matuojamas kas dešimt minučių ir rodomas visiems.",
        "Kiekvienas partneris paskiria vieną žmogų, kuris atsako per dvi dienas.",
        "Nieko neperkama du kartus: miestai skolina vieni kitiems tai, kas stovi be darbo.",
        "Pirmųjų rezultatų tikimasi dar prieš šildymo sezoną.",
    ),
    paragraphs=(
        "Uždarius senąjį tiltą, kelias į ligoninę pailgėjo devyniais kilometrais. Dvi miesto valdybos nelaukė"
        " ministerijos: jos išsinuomojo keltą, išlaidas pasidalijo pagal keleivių skaičių ir kas mėnesį skelbė"
        " ataskaitą.",
        "Po metų keltas tebeplaukioja. Jis kelia slaugytojas, mokinius, o turgaus dienomis – daugiau kopūstų, nei kas"
        " nors būtų galėjęs pagalvoti.",
    ),
    people=("Marta Uozuolienė", "Andrius Balčiūnas", "Olena Kravec", "Jonas Rimkus"),
    long_person="Konstantinavičiūtė-Šventickienė-Didžiulevičienė",
    roles=("Merė", "Atstatymo ir būsto skyriaus vedėjas", "Vertėja"),
    organisations=("Ukmergės miestas", "Bendro vandens institutas", "Naktinio traukinio bičiuliai"),
    long_organisation="Aukštupio baseino tiltų, keltų ir krantinių priežiūros tarpsavivaldybinė asociacija",
    places=("Rotušė, Ukmergė", "Daugpilis", "Senoji elektrinė, Ryga"),
    country="Lietuva",
    address="Kęstučio a. 3\nLT-20114 Ukmergė",
    online="Internetu",
    kinds=("Naujiena", "Istorija", "Konferencija"),
    topics=("Energetika", "Būstas", "Viešasis transportas", "Švietimas ir mokyklos", "Vanduo"),
    tracks=("A srautas: energetika", "B srautas: būstas"),
    menu=("Apie mus", "Naujienos", "Renginiai", "Partnerių kvietimai", "Darbo grupės"),
    actions=("Prisijungti prie aljanso", "Skaityti gaires", "Įsidėti į kalendorių"),
    statuses=("Atviras", "Baigiasi po trijų dienų", "Baigėsi", "Atšaukta"),
    questions=("Kas gali dalyvauti?", "Kiek tai kainuoja?", "Ar kaimas gali kreiptis kartu su kaimynais?"),
    labels=("Kada", "Kur", "Kalbos", "Biudžetas"),
    counted=("miestai nariai", "bendri projektai", "žmonės šiltuose namuose"),
    table=("Partneriai ir jų dalys", "Miestas", "Dalis", "Nuo kada"),
    form=(
        "Vardas ir pavardė",
        "El. paštas",
        "Žinutė",
        "Sutinku, kad mano duomenys būtų saugomi metus",
        "Kaip apie mus sužinojote?",
        "Iš laikraščio",
        "Iš kolegos",
        "Mugėje",
    ),
    form_help=(
        "Taip, kaip įrašyta pase.",
        "Įrašykite vardą ir pavardę.",
        "Įrašykite el. pašto adresą, pavyzdžiui, vardas@example.org.",
        "Pasirinkite.",
    ),
    foreign=("Vokiečių kalba", "vokiečių", "Vaizdo įrašas vokiečių kalba, lietuviški subtitrai"),
    slots=("Pasveikinimas", "Kavos pertrauka", "Diskusija"),
    said="pabrėžė",
    photographer="R. Slėnys",
    since="Narys nuo 2021 m.",
    search="tiltai",
)
