"""Latvian."""

from cms.styleguide.words import Words

WORDS = Words(
    brand="Tiltu alianse",
    brand_line="Pilsētas, kas atjauno kopā",
    note="Četrdesmit pilsētu kopīga iniciatīva",
    titles=(
        "Divpadsmit pilsētām viena tramvaju darbnīca",
        "Ko upes pilsētiņa iemācījās no plūdiem",
        "Skolas, kurās mācās divās maiņās",
        "Apkures plāni nākamajai ziemai",
        "Jaunie plānotāji tiekas Daugavpilī",
        "Bibliotēka uz riteņiem sasniedz simto ciemu",
    ),
    long_title="Pretpulksteņrādītājvirzienā ap ezeru: kā kaimiņu pašvaldības vienojas par zemi, būvatļaujām un"
    " pamestu rūpniecības teritoriju izmantošanu, ielu apgaismojumu un siltumapgādi",
    long_word="Pretpulksteņrādītājvirzienā",
    lead="Partneri no abām robežas pusēm parāda, kas izdevās, kas neizdevās un cik tas maksāja.",
    sentences=(
        "Darbnīcā labo trīs sliežu platumu tramvajus un ik gadu apmāca četrdesmit mācekļus.",
        "Ūdens līmeni mēra ik pēc desmit minūtēm un rāda visiem.",
        "Katrs partneris izraugās vienu cilvēku, kas atbild divu dienu laikā.",
        "Neko nepērk divreiz: pilsētas cita citai aizdod to, kas stāv dīkā.",
        "Pirmie rezultāti gaidāmi vēl pirms apkures sezonas.",
    ),
    paragraphs=(
        "Kad veco tiltu slēdza, ceļš līdz slimnīcai kļuva par deviņiem kilometriem garāks. Abas pilsētas domes"
        " negaidīja ministriju: tās noīrēja prāmi, izmaksas sadalīja pēc pasažieru skaita un ik mēnesi publicēja"
        " skaitļus.",
        "Pēc gada prāmis joprojām kursē. Tas pārvadā medmāsas, skolēnus un tirgus dienās vairāk kāpostu, nekā kāds"
        " būtu varējis iedomāties.",
    ),
    people=("Marta Ozola", "Andris Bērziņš", "Oļena Kraveca", "Jonas Rimkus"),
    long_person="Konstantinopoliskova-Šķērsgriezumniece-Krāslavniece",
    roles=("Mēre", "Atjaunošanas un mājokļu nodaļas vadītājs", "Tulce"),
    organisations=("Ukmerģes pilsēta", "Kopīgā ūdens institūts", "Nakts vilciena draugi"),
    long_organisation="Augšteces baseina tiltu, prāmju un krastmalu uzturēšanas starppašvaldību apvienība",
    places=("Rātsnams, Ukmerģe", "Daugavpils", "Vecā spēkstacija, Rīga"),
    country="Lietuva",
    address="Kestuča iela 3\nLT-20114 Ukmerģe",
    online="Tiešsaistē",
    kinds=("Ziņa", "Stāsts", "Konference"),
    topics=("Enerģētika", "Mājokļi", "Sabiedriskais transports", "Izglītība un skolas", "Ūdens"),
    tracks=("A plūsma: enerģētika", "B plūsma: mājokļi"),
    menu=("Par mums", "Ziņas", "Pasākumi", "Uzsaukumi partneriem", "Darba grupas"),
    actions=("Pievienoties aliansei", "Lasīt vadlīnijas", "Pievienot kalendāram"),
    statuses=("Atvērts", "Beidzas pēc trim dienām", "Slēgts", "Atcelts"),
    questions=("Kas var piedalīties?", "Cik tas maksā?", "Vai ciems var pieteikties kopā ar kaimiņiem?"),
    labels=("Kad", "Kur", "Valodas", "Budžets"),
    counted=("dalībpilsētas", "kopīgi projekti", "cilvēki siltās mājās"),
    table=("Partneri un viņu daļas", "Pilsēta", "Daļa", "Kopš"),
    form=(
        "Vārds un uzvārds",
        "E-pasts",
        "Ziņojums",
        "Piekrītu, ka manus datus glabā gadu",
        "Kā par mums uzzinājāt?",
        "No avīzes",
        "No kolēģa",
        "Gadatirgū",
    ),
    form_help=(
        "Tā, kā rakstīts pasē.",
        "Ierakstiet vārdu un uzvārdu.",
        "Ierakstiet e-pasta adresi, piemēram, vards@example.org.",
        "Izvēlieties.",
    ),
    foreign=("Vāciski", "vācu", "Video vācu valodā, latviešu subtitri"),
    slots=("Atklāšana", "Kafijas pauze", "Diskusija"),
    said="uzsvēra",
    photographer="R. Ieleja",
    since="Dalībniece kopš 2021. gada",
    search="tilti",
)
