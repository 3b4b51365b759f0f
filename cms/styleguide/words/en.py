"""English."""

from cms.styleguide.words import Words

WORDS = Words(
    brand="Alliance of Bridges",
    brand_line="Cities that rebuild together",
    note="A joint initiative of forty cities",
    titles=(
        "Twelve cities share one tram workshop",
        "What a river town learned from its flood",
        "Schools that teach in two shifts",
        "Heating plans for the coming winter",
        "Young planners meet in Daugavpils",
        "A library on wheels reaches its hundredth village",
    ),
    long_title="How the Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung helps neighbouring"
    " municipalities to agree on land, permits and the use of abandoned industrial sites",
    long_word="Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung",
    lead="Partners from both sides of the border show what worked, what did not, and what it cost.",
    sentences=(
        "The workshop repairs trams of three gauges and trains forty apprentices a year.",
        "Water levels are measured every ten minutes and shown to everybody.",
        "Each partner names one person who answers within two days.",
        "Nothing is bought twice: cities lend each other what stands idle.",
        "The first results are expected before the heating season.",
    ),
    paragraphs=(
        "When the old bridge was closed, the way to the hospital became nine kilometres longer. The two town halls"
        " did not wait for a ministry: they rented a ferry, shared the cost by the number of passengers and"
        " published the figures every month.",
        "A year later the ferry is still running. It carries nurses, pupils and, on market days, more cabbages than"
        " anybody had thought possible.",
    ),
    people=("Marta Ozola", "Andrew Whitcombe", "Olena Kravets", "Jonas Rimkus"),
    long_person="Oberwiesenkirchmeierhofer-Papadimitropoulou",
    roles=("Mayor", "Head of the department for rebuilding and housing", "Interpreter"),
    organisations=("City of Ukmerge", "Institute for Shared Water", "Friends of the Night Train"),
    long_organisation="Inter-Municipal Association for the Maintenance of Bridges, Ferries and Embankments"
    " of the Upper Basin",
    places=("Town hall, Ukmerge", "Daugavpils", "Old Power Station, Riga"),
    country="Lithuania",
    address="Kestucio St. 3\nLT-20114 Ukmerge",
    online="Online",
    kinds=("News", "Story", "Conference"),
    topics=("Energy", "Housing", "Public transport", "Education and schools", "Water"),
    tracks=("Track A: energy", "Track B: housing"),
    menu=("About us", "News", "Events", "Calls for partners", "Working groups"),
    actions=("Join the alliance", "Read the guidelines", "Add to calendar"),
    statuses=("Open", "Closes in three days", "Closed", "Cancelled"),
    questions=(
        "Who can take part?",
        "What does it cost?",
        "Can a village apply together with its neighbours?",
    ),
    labels=("When", "Where", "Languages", "Budget"),
    counted=("member cities", "joint projects", "people with a warm home"),
    table=("Partners and their shares", "City", "Share", "Since"),
    form=(
        "Name",
        "Email",
        "Message",
        "I agree that my data are kept for a year",
        "How did you hear of us?",
        "From a newspaper",
        "From a colleague",
        "At a fair",
    ),
    form_help=(
        "As it stands in your passport.",
        "Enter your name.",
        "Enter an email address, as name@example.org.",
        "Please choose.",
    ),
    foreign=("In German", "German", "Video in German, captions in English"),
    slots=("Welcome", "Coffee break", "Panel"),
    said="stressed",
    photographer="R. Vale",
    since="Member since 2021",
    search="bridges",
)
