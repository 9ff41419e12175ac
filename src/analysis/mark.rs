//! What analysis says about a text: places with a meaning. No colour, no columns, no offsets but byte spans.

use crate::text::{Body, Span, Stance, Tongue, language_name, words};
use jiff::civil::DateTime;
use rust_decimal::Decimal;

/// Everything found in one body. Every list is sorted by its span's start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// What the body is written in: blocks in another language than English are read for safe figures only.
    pub tongue: Tongue,
    /// Indices of the blocks that are promotion or truncated teasers, ascending.
    pub boilerplate: Vec<usize>,
    /// Sentences, without the white space between them; none crosses a block's border.
    pub sentences: Vec<Span>,
    /// The cast: each actor once, in order of first mention.
    pub actors: Vec<Actor>,
    /// Where the actors are named; never nested, never overlapping.
    pub mentions: Vec<Mention>,
    /// Numbers, amounts and dates; never overlapping.
    pub figures: Vec<Figure>,
    /// Attributed statements, by the start of their content. Contents may nest.
    pub claims: Vec<Claim>,
}

impl Analysis {
    /// Why actors and claims were not looked for, where no block is in English.
    pub fn unread(&self, body: &Body) -> Option<String> {
        let foreign = self.tongue.foreign.len();
        let tag = self.tongue.main.as_deref().or(self.tongue.foreign.first().map(|(_, tag)| tag.as_str()));
        (foreign > 0 && foreign == body.blocks().len()).then(|| unread(tag.unwrap_or_default()))
    }
}

/// One sentence for a text that is not in English.
pub fn unread(tag: &str) -> String {
    format!("{}: actors and claims are found in English only", language_name(tag))
}

/// Somebody or something that is named: one entry however often and by whatever name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The fullest or the usual name ("Yoon Suk Yeol", "United Nations").
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Other names it goes by in this text, in order of appearance.
    pub aliases: Vec<String>,
}

/// The kinds of actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A company, agency, party, court, team, alliance.
    Organisation,
    /// A country, its people or its government.
    State,
    /// Any other geographic name.
    Place,
    /// A named thing that is none of the four: an event, work, product, law.
    Other,
}

/// One place where an actor is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name as it stands, without titles, articles and possessive endings.
    pub span: Span,
    /// What it is here.
    pub kind: ActorKind,
    /// Index into [`Analysis::actors`].
    pub actor: usize,
    /// The title or role given with it ("South Korean President"), where there is one.
    pub role: Option<Span>,
    /// The state a capital's name may stand for here ("Moscow" for Russia's government).
    pub stands_for: Option<&'static str>,
}

/// A number, an amount, a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// From the qualifier, where there is one, to the unit ("approximately 3,000", "$1.2bn", "12 km").
    pub span: Span,
    /// What it is.
    pub kind: FigureKind,
    /// Both sides of a result ("3-1", "24 to 17"), in the text's order; it has no value.
    pub sides: Option<(Decimal, Decimal)>,
    /// The value in the text's own unit. For a range, see `low` and `high`.
    pub value: Option<Decimal>,
    /// Lower end of a range.
    pub low: Option<Decimal>,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// The unit's standard symbol ("km", "percentage point", "day").
    pub unit: Option<&'static str>,
    /// The value in the unit's SI base unit, and that unit's symbol.
    pub si: Option<(f64, &'static str)>,
    /// ISO 4217 code.
    pub currency: Option<&'static str>,
    /// What is counted ("North Korean troops"), or the words that say what befell it ("killed").
    pub of: Option<Span>,
    /// What is measured, in one word whatever the text's own ("killed", "revenue").
    pub measure: Option<&'static str>,
    /// Where or for whom it holds ("in Syria").
    pub scope: Option<Span>,
    /// When it held: the day that the sentence names, else the article's own.
    pub as_of: Option<DateRange>,
    /// Tells a reader of news nothing ("one of", "the first", "two sides"): not drawn unless asked for.
    pub minor: bool,
    /// How sure the text is of the number.
    pub qualifier: Option<Qualifier>,
    /// What it is counted by ("day" of "$250 a day", "100,000 people" of "12 per 100,000 people").
    pub per: Option<Span>,
    /// For dates, times and durations with an end: the resolved range.
    pub date: Option<DateRange>,
    /// The zone that a time is told in, in minutes east of Greenwich; `date` is the clock's own time there.
    pub zone: Option<i16>,
    /// The other half of a change and its level ("rose [1.7 percent] to [$23.4bn]"): index into [`Analysis::figures`].
    pub twin: Option<usize>,
}

/// The kinds of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// So many of something, or a bare number.
    Count,
    /// A number with a unit of measure.
    Quantity,
    /// An amount of money.
    Money,
    /// A share in hundredths, or percentage points.
    Percent,
    /// A place in a row (third, 21st).
    Ordinal,
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// How old somebody or something is.
    Age,
    /// One number against another (3-2, one in five, two-thirds).
    Ratio,
}

/// How sure a text is of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// about, some, roughly, nearly, 3,000 or so
    About,
    /// at least, or more, a minimum of
    AtLeast,
    /// at most, up to, or fewer
    AtMost,
    /// more than, over, in excess of
    MoreThan,
    /// less than, under, fewer than
    LessThan,
}

/// A stretch of time, both ends included, as precise as its grain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    /// First moment; absent in an open range ("until Friday").
    pub start: Option<DateTime>,
    /// Last moment at this grain (for days: the last day); absent in an open range ("since 2022").
    pub end: Option<DateTime>,
    /// The unit the text speaks in.
    pub grain: Grain,
}

impl DateRange {
    /// The first day, or the first moment where the text speaks of less than a day, as ISO 8601.
    pub fn first(&self) -> Option<String> {
        self.start.map(|at| self.written(at))
    }

    /// The last day or moment, as ISO 8601.
    pub fn last(&self) -> Option<String> {
        self.end.map(|at| self.written(at))
    }

    fn written(&self, at: DateTime) -> String {
        let whole = at.time() == jiff::civil::Time::midnight();
        if whole && self.grain >= Grain::Day { at.date().to_string() } else { at.to_string() }
    }
}

/// How precise a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To the second.
    Second,
    /// To the minute.
    Minute,
    /// To the hour.
    Hour,
    /// Part of a day.
    DayPart,
    /// A day.
    Day,
    /// A week or weekend.
    Week,
    /// A month.
    Month,
    /// Three months, or a season.
    Quarter,
    /// A year.
    Year,
    /// A decade or longer.
    Decade,
}

impl Grain {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::DayPart => "part of a day",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }
}

/// Something that somebody is said to have said.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// From the first to the last byte of the content.
    pub span: Span,
    /// The pieces of the content, one where nothing splits it.
    pub parts: Vec<Span>,
    /// Who says it.
    pub speaker: Option<Speaker>,
    /// The word that tells so.
    pub cue: Option<Cue>,
    /// What the speaker does with the content.
    pub stance: Stance,
    /// True when the content stands wholly between quotation marks.
    pub direct: bool,
    /// Index of the claim that this one denies.
    pub denies: Option<usize>,
    /// Check-worthiness, 0 to 1.
    pub score: f64,
}

/// Who says a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// As written ("US and South Korean officials", "he").
    pub span: Span,
    /// Index into [`Analysis::actors`], where it is clear which.
    pub actor: Option<usize>,
    /// True when a pronoun or description was resolved to the actor.
    pub resolved: bool,
}

/// The word or words that attribute a claim ("said", "according to").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it stands.
    pub span: Span,
}

words!(ActorKind {
    Person = "person",
    Organisation = "organisation",
    State = "state",
    Place = "place",
    Other = "other",
});
words!(FigureKind {
    Count = "count",
    Quantity = "quantity",
    Money = "money",
    Percent = "percent",
    Ordinal = "ordinal",
    Date = "date",
    Time = "time",
    Duration = "duration",
    Age = "age",
    Ratio = "ratio",
});
words!(Qualifier {
    About = "about",
    AtLeast = "at-least",
    AtMost = "at-most",
    MoreThan = "more-than",
    LessThan = "less-than",
});
