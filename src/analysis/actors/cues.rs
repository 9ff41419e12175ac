//! What stands around a name and tells what it names: "shares in Halvik", "Halvik, who", "the town of Halvik". A reading
//! gathers these signs over a whole article, so that the names without any sign beside them are helped by the others.

use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::word::hash_known;
use std::ops::Range;

/// Signs seen beside a name, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u8);

impl Cues {
    /// Behind a preposition of place.
    const WHERE: Cues = Cues(1);
    /// Behind "the".
    const THE: Cues = Cues(2);
    /// Behind a title, or before what only people have: "who", "himself".
    const HUMAN: Cues = Cues(4);
    /// Before what companies and offices have: shares, staff, a chairman; or behind what they are had or asked for.
    const BODY: Cues = Cues(8);
    /// Behind a word for a place: "the town of".
    const GROUND: Cues = Cues(16);
    /// Before a verb of saying.
    const SAYS: Cues = Cues(32);
    /// Before a possessive.
    const OWNS: Cues = Cues(64);
    /// What only companies have: "a stake in Halvik", "Halvik employees".
    const FIRM: Cues = Cues(128);

    /// The bits as a number, for features.
    pub fn bits(self) -> u32 {
        u32::from(self.0)
    }

    /// True where something is had that only a company has, and nothing that only people have.
    pub fn is_firm(self) -> bool {
        self.0 & Self::FIRM.0 != 0 && self.0 & Self::HUMAN.0 == 0
    }

    /// True where something stands that only people have.
    pub fn is_human(self) -> bool {
        self.0 & Self::HUMAN.0 != 0
    }

    /// Adds the signs of another place.
    pub fn set(&mut self, other: Cues) {
        self.0 |= other.0;
    }

    /// The signs around a run of capitalised words.
    pub fn around(reading: &Reading, run: &Range<usize>) -> Cues {
        let lower = |at: Option<usize>| at.and_then(|at| reading.words.get(at)).map_or(0, |word| word.lower);
        let (before, second) = (lower(run.start.checked_sub(1)), lower(run.start.checked_sub(2)));
        let owns = POSSESSIVE.contains(&lower(Some(run.end)));
        let next = run.end + usize::from(owns || lower(Some(run.end)) == COMMA);
        let (after, title) = (lower(Some(next)), run.start.checked_sub(1).and_then(|at| reading.listed.get(at)));
        let mut found = Cues::default();
        let mut sign = |holds: bool, cue: Cues| {
            if holds {
                found.set(cue);
            }
        };
        let chief = owns && after == CHIEF && OFFICER.contains(&lower(Some(next + 1)));
        let firm = chief || FIRM.contains(&after) || WHOSE.contains(&before) && STAKE.contains(&second);
        sign(firm, Cues::FIRM);
        sign(WHERE.contains(&before) && !firm, Cues::WHERE);
        sign(before == THE, Cues::THE);
        sign(title.is_some_and(|listed| listed.any(Listed::TITLE)) || HUMAN.contains(&after), Cues::HUMAN);
        sign(BODY.contains(&after) || WHOSE.contains(&before) && BODY.contains(&second), Cues::BODY);
        sign(before == OF && GROUND.contains(&second), Cues::GROUND);
        sign(SAYS.contains(&after) && !owns, Cues::SAYS);
        sign(owns, Cues::OWNS);
        found
    }
}

const CHIEF: u32 = hash_known("chief");
const OFFICER: [u32; 3] = [hash_known("executive"), hash_known("financial"), hash_known("operating")];
const COMMA: u32 = hash_known(",");
const THE: u32 = hash_known("the");
const OF: u32 = hash_known("of");
const POSSESSIVE: [u32; 2] = [hash_known("'s"), hash_known("'")];
const WHOSE: [u32; 5] = [hash_known("of"), hash_known("in"), hash_known("at"), hash_known("for"), hash_known("by")];
const WHERE: [u32; 7] = [
    hash_known("in"),
    hash_known("near"),
    hash_known("across"),
    hash_known("outside"),
    hash_known("around"),
    hash_known("into"),
    hash_known("throughout"),
];
const SAYS: [u32; 8] = [
    hash_known("said"),
    hash_known("says"),
    hash_known("told"),
    hash_known("added"),
    hash_known("announced"),
    hash_known("plans"),
    hash_known("declined"),
    hash_known("reported"),
];
const HUMAN: [u32; 10] = [
    hash_known("who"),
    hash_known("whose"),
    hash_known("whom"),
    hash_known("himself"),
    hash_known("herself"),
    hash_known("he"),
    hash_known("she"),
    hash_known("his"),
    hash_known("wife"),
    hash_known("husband"),
];
const GROUND: [u32; 10] = [
    hash_known("town"),
    hash_known("city"),
    hash_known("village"),
    hash_known("capital"),
    hash_known("province"),
    hash_known("district"),
    hash_known("region"),
    hash_known("port"),
    hash_known("island"),
    hash_known("outskirts"),
];
const FIRM: [u32; 7] = [
    hash_known("employees"),
    hash_known("shareholders"),
    hash_known("subsidiary"),
    hash_known("stock"),
    hash_known("stores"),
    hash_known("ceo"),
    hash_known("customers"),
];
const STAKE: [u32; 6] = [
    hash_known("shares"),
    hash_known("stake"),
    hash_known("shareholders"),
    hash_known("subsidiary"),
    hash_known("executives"),
    hash_known("employees"),
];
const BODY: [u32; 44] = [
    hash_known("acquisition"),
    hash_known("airline"),
    hash_known("analyst"),
    hash_known("bank"),
    hash_known("board"),
    hash_known("brand"),
    hash_known("ceo"),
    hash_known("chairman"),
    hash_known("chairwoman"),
    hash_known("chief"),
    hash_known("club"),
    hash_known("coach"),
    hash_known("company"),
    hash_known("customers"),
    hash_known("director"),
    hash_known("employees"),
    hash_known("executive"),
    hash_known("executives"),
    hash_known("fans"),
    hash_known("fighters"),
    hash_known("founder"),
    hash_known("group"),
    hash_known("headquarters"),
    hash_known("it"),
    hash_known("its"),
    hash_known("leader"),
    hash_known("leaders"),
    hash_known("manager"),
    hash_known("member"),
    hash_known("members"),
    hash_known("newspaper"),
    hash_known("owner"),
    hash_known("parent"),
    hash_known("party"),
    hash_known("president"),
    hash_known("scientist"),
    hash_known("shareholders"),
    hash_known("shares"),
    hash_known("spokesman"),
    hash_known("spokesperson"),
    hash_known("spokeswoman"),
    hash_known("staff"),
    hash_known("stock"),
    hash_known("workers"),
];
