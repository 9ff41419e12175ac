//! Words by which pages show what is not their article's text, in lower case, `|` between them.
/// The place of an advertisement, or a button: nothing else stands in such a block.
pub const ADVERTS: &str = "ad|advert|advertisement|advertising|advertisement continue reading below|\
    article continues below advertisement|story continues below advertisement|continue reading below|\
    continue reading|continue reading the main story|read more|load more|show more|show caption|\
    scroll down for video|sponsored|promoted|paid post|sign up|subscribe|subscribe now|sign in|log in|listen|\
    text size|most popular|most read|trending|trending now|previous|next|\
    story continues below|article continues below|scroll to continue|scroll down to continue|sponsored content|\
    promoted content|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|reklama|loading|share|\
    share this|share this article|share this story|tweet|email|e-mail|print|copy link|replay|play video|\
    watch now|close|hide caption|toggle caption|enlarge this image|view gallery|view comments|show comments|\
    comments|leave a comment|skip advertisement|exclusive|back to top|nach oben|zurück nach oben|seite teilen|\
    teilen|drucken|merken|kommentare";
/// How the credit of a picture begins.
pub const CREDITS: &str = "photo:|photos:|photo by|photos by|photo credit|photo courtesy|photo illustration|photograph:|photograph by|\
    photographer:|picture:|pictures:|image:|images:|image credit|image source|image courtesy|image caption|\
    media caption|video caption|credit:|credits:|getty images|shutterstock|courtesy of|foto:|fotos:|foto ©|\
    bild:|bilder:|bildquelle|bildnachweis|titelbild:|beitragsbild:|quelle: foto|illustration:|graphic:|grafik:|\
    crédit photo|crédits photo|photo ©|© getty|© reuters|© afp|© ap|© dpa|© picture alliance|zdjęcie:|fot.|\
    imagen:";
/// How a pointer to another article begins.
pub const ELSEWHERE: &str = "read more|read also|also read|read next|read:|see also|see more|see:|more:|more on this|more on this story|\
    more from|related|related article|related articles|related story|related stories|related content|\
    related coverage|related links|related news|further reading|watch:|watch more|listen:|don't miss|\
    you may also like|you might also like|you may also be interested in|recommended|editor's picks|\
    click here to|click here for|up next|mehr:|mehr lesen|mehr dazu|mehr zum thema|lesen sie|lesen sie auch|\
    lesen sie mehr|lesen sie dazu|lesetipp|lies auch|siehe auch|auch interessant|lesen sie hier|weiterlesen|\
    lea también|lea además|lee también|lee además|leer más|lea:|le puede interesar|mehr erfahren|\
    te puede interesar|puede interesarle|además:|ver también|vea también|notas relacionadas|relacionadas|\
    más información|à lire|à lire aussi|a lire aussi|lire aussi|voir aussi|leggi anche|leggi:|lees ook|\
    lees meer|czytaj:|czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|leia também|leia mais|\
    veja também|saiba mais|läs mer|läs också|læs også|les også";
/// How lines under an article begin.
pub const PRINTED: &str = "©|copyright|(c) |all rights reserved|alle rechte vorbehalten|todos los derechos reservados|\
    tous droits réservés|tags:|tag:|tags|tagged:|tagged|topics:|topics|keywords:|key words:|filed under|\
    posted in|categories:|category:|category :|kategorien:|kategorie:|schlagwörter|schlagworte|themen:|\
    stichworte|temas|temas relacionados|etiquetas|mots-clés|argomenti|share this|leave a comment|view comments|\
    back to top|read more|print this|this entry was posted|permalink|advertisement|website by";
/// How a line begins that asks the reader to follow or to write.
pub const FOLLOW: &str = "follow|like us|join us|join our|find us|connect with|subscribe|sign up|get the latest|download our|\
    we want to hear|contact|email|send|folgen sie|folgt uns|folge uns|abonnieren|síguenos|siguenos|sigue|suivez|\
    abonnez|seguici|segui|volg|śledź|siga";
/// Where they are to follow.
pub const NETWORKS: &str =
    "twitter|facebook|instagram|telegram|whatsapp|youtube|linkedin|newsletter|podcast|google news|@";
/// Words around a name or a date in the head of an article.
pub const LABELS: &str = "by|von|par|por|di|da|de|door|av|and|und|et|y|e|for|für|the|in|on|at|am|um|uhr|pm|h|written|posted|published|\
    updated|reviewed|author|autor|autorin|redaktion|redacción|reporter|correspondent|staff|writer|editor|text|\
    md|news|agencia|agence|est|edt|gmt|pst|pdt|cet|utc|bst|min|minute|minutes|read|lesezeit|minuten";
/// What is said before a date.
pub const STAMPS: &str = "published|published on|published at|posted|posted on|updated|last updated|last updated on|last modified|\
    first published|release date|date|stand|aktualisiert|aktualisiert am|veröffentlicht|veröffentlicht am|\
    erstellt am|vom|datum|publié le|mis à jour le|publicado|publicado el|actualizado|actualizado el|\
    pubblicato il|gepubliceerd op|opublikowano|最終更新";
/// What is said of an author after the name.
pub const IS: &str = "is|was|has|writes|covers|reports|works|joined|can be reached|ist|arbeitet|schreibt|studierte|leitet|est|es|\
    è|jest";
/// Words for what people at a paper do.
pub const ROLES: &str = "editor|editors|correspondent|reporter|writer|journalist|columnist|producer|contributor|\
    commentator|critic|presenter|analyst|photographer|redakteur|redakteurin|korrespondent|korrespondentin|\
    reporterin|autor|autorin|journaliste|rédacteur|rédactrice|correspondant|correspondante|periodista|\
    corresponsal|redactor|redactora|staff|bureau|desk|fellow|intern";
/// Words that stand before them.
pub const DESKS: &str = "chief|senior|junior|deputy|assistant|associate|managing|executive|contributing|special|guest|\
    staff|foreign|political|politics|diplomatic|economics|economic|business|health|science|environment|climate|\
    energy|education|technology|tech|media|culture|arts|religion|legal|crime|sport|sports|football|security|\
    defence|defense|transport|travel|social|home|world|international|national|regional|local|european|europe|\
    africa|asia|america|us|uk|eu|washington|berlin|london|paris|brussels|news|data|opinion|features|night";
/// Words in the names of papers and agencies.
pub const HOUSES: &str = "press|news|times|post|herald|tribune|gazette|guardian|journal|agency|agencies|media|magazine|\
    newspaper|reuters|ap|afp|dpa|bbc|cnn|upi|bloomberg|zeitung|anzeiger|nachrichten";
/// Months and days of the week, with their short forms.
pub const DAYS: &str = "january|february|march|april|may|june|july|august|september|october|november|december|\
    jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\
    mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|januar|februar|märz|mai|juni|juli|oktober|dezember|montag|\
    dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|janvier|février|mars|avril|juin|juillet|août|septembre|\
    octobre|novembre|décembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|enero|febrero|marzo|abril|mayo|\
    junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miércoles|jueves|viernes|sábado|domingo";
/// Words around a date.
pub const MOMENTS: &str = "published|updated|posted|created|modified|last|first|on|at|today|yesterday|am|pm|a.m|p.m|gmt|utc|est|\
    edt|pst|bst|cet|veröffentlicht|aktualisiert|stand|publié|publicado|ago|hours|minutes|days";
