//! Feeds that are asked by themselves when their time comes, where the reader wants that. Nothing here waits or looks at
//! a clock: the time is asked for, and comes back when it is that time.

use crate::app::effect::Effect;
use crate::app::feed_act::FeedAct;
use crate::app::model::Model;
use jiff::{SignedDuration, Timestamp};

/// Feeds are looked for no more often than this, whatever goes wrong.
const PAUSE: SignedDuration = SignedDuration::from_mins(1);

/// Asks for the time, to ask the feeds that are due: at the start, and when the reader changed what is followed.
pub fn wake(model: &Model) -> Option<Effect> {
    model.settings.feeds.automatic.then_some(Effect::Wake(None))
}

/// It is this time. A refresh that is under way asks again at its end.
pub fn time(model: &mut Model, now: Timestamp) -> Vec<Effect> {
    model.shelf.clock = Some(now);
    let asks = model.settings.feeds.automatic && model.shelf.refresh.is_none();
    if asks { vec![Effect::Feeds(FeedAct::RefreshDue(now))] } else { Vec::new() }
}

/// No feed is due before `next`. Another program may follow one meanwhile: it is looked again in any case.
pub fn next(model: &Model, next: Option<Timestamp>) -> Vec<Effect> {
    let Some(now) = model.shelf.clock else { return Vec::new() };
    let latest = after(now, interval(model));
    let earliest = after(now, PAUSE);
    vec![Effect::Wake(Some(next.map_or(latest, |next| next.clamp(earliest, latest.max(earliest)))))]
}

/// A refresh is over. One that the reader stopped is not begun again at once.
pub fn rest(model: &Model, stopped: bool) -> Option<Effect> {
    let pause = if stopped { interval(model) } else { PAUSE };
    wake(model).map(|at_once| model.shelf.clock.map_or(at_once, |now| Effect::Wake(Some(after(now, pause)))))
}

fn interval(model: &Model) -> SignedDuration {
    SignedDuration::from_mins(model.settings.feeds.interval.into())
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use crate::app::{Effect, FeedAct, Harvest, Model, Msg, Report, start, update};
    use crate::config::Config;
    use crate::keys::parse_chord;
    use jiff::Timestamp;
    use std::sync::Arc;

    fn model(automatic: bool) -> Model {
        let Config { mut settings, keymap, .. } = Config::default();
        settings.feeds.automatic = automatic;
        Model::new(Arc::new(settings), Arc::new(keymap), "dark")
    }

    fn at(time: &str) -> Timestamp {
        format!("2026-03-04T{time}Z").parse().unwrap()
    }

    /// What a report leads to, as far as it is about feeds and the time.
    fn told(model: &mut Model, report: Report) -> Vec<Effect> {
        let effects = update(model, Msg::Report(report));
        effects.into_iter().filter(|effect| matches!(effect, Effect::Wake(_) | Effect::Feeds(_))).collect()
    }

    fn harvest(title: &str, new: u64, trouble: Option<&str>) -> Report {
        let trouble = trouble.map(str::to_owned);
        Report::Harvested(Box::new(Harvest { title: title.into(), new, trouble, ..Harvest::default() }))
    }

    #[test]
    fn nothing_is_asked_unless_the_reader_wants_it() {
        let mut model = model(false);
        assert!(!start(&mut model, Vec::new()).iter().any(|effect| matches!(effect, Effect::Wake(_))));
        assert_eq!(told(&mut model, Report::Time(at("09:00:00"))), []);
        assert_eq!(told(&mut model, Report::Resourced("following A".into())), []);
    }

    #[test]
    fn feeds_are_asked_when_their_time_comes() {
        let mut model = model(true);
        assert!(start(&mut model, Vec::new()).contains(&Effect::Wake(None)));
        let due = |time| vec![Effect::Feeds(FeedAct::RefreshDue(at(time)))];
        let wake = |time| vec![Effect::Wake(Some(at(time)))];
        assert_eq!(told(&mut model, Report::Time(at("09:00:00"))), due("09:00:00"));
        for (next, woken) in [
            (Some("09:20:00"), "09:20:00"),
            // Not at once again, though something keeps it due; and never much later than feeds may have come.
            (Some("08:00:00"), "09:01:00"),
            (Some("23:00:00"), "10:00:00"),
            (None, "10:00:00"),
        ] {
            assert_eq!(told(&mut model, Report::NextDue(next.map(at))), wake(woken));
        }
        assert_eq!(told(&mut model, Report::Time(at("09:20:00"))), due("09:20:00"));
        told(&mut model, Report::Refreshing { count: 2, quiet: true });
        // While they are being asked the time asks nobody else.
        assert_eq!(told(&mut model, Report::Time(at("09:20:30"))), []);
        told(&mut model, harvest("Herald", 2, None));
        told(&mut model, harvest("Courier", 1, None));
        assert_eq!(told(&mut model, Report::Refreshed { stopped: false }), wake("09:21:30"));
        let message = model.message.clone().unwrap();
        assert_eq!((message.text.as_str(), message.error), ("asked 2 feeds: 3 new (Herald 2, Courier 1)", false));
    }

    #[test]
    fn one_that_is_stopped_rests() {
        let mut model = model(true);
        told(&mut model, Report::Time(at("09:00:00")));
        told(&mut model, Report::Refreshing { count: 2, quiet: true });
        assert_eq!(told(&mut model, Report::Refreshed { stopped: true }), [Effect::Wake(Some(at("10:00:00")))]);
    }

    #[test]
    fn it_is_quiet() {
        let mut model = model(true);
        told(&mut model, Report::Time(at("09:00:00")));
        told(&mut model, Report::Refreshing { count: 1, quiet: true });
        told(&mut model, harvest("Herald", 0, None));
        told(&mut model, Report::Refreshed { stopped: false });
        assert_eq!(model.message, None, "nothing came");
        // One such sentence takes the place of another, but of no other.
        for new in [2, 3] {
            told(&mut model, Report::Refreshing { count: 1, quiet: true });
            told(&mut model, harvest("Herald", new, None));
            told(&mut model, Report::Refreshed { stopped: false });
            assert_eq!(model.message.as_ref().unwrap().text, format!("asked 1 feed: {new} new"));
        }
        model.tell("saved: note");
        told(&mut model, Report::Refreshing { count: 1, quiet: true });
        told(&mut model, harvest("Herald", 1, None));
        told(&mut model, Report::Refreshed { stopped: false });
        assert_eq!(model.message.as_ref().unwrap().text, "saved: note");
        // Who asks meanwhile is answered aloud, and both end together.
        told(&mut model, Report::Refreshing { count: 1, quiet: true });
        let press = |model: &mut Model| update(model, Msg::Key(parse_chord("R").unwrap()[0]));
        assert_eq!(press(&mut model), [Effect::Feeds(FeedAct::Refresh(Vec::new()))]);
        told(&mut model, Report::Refreshing { count: 1, quiet: false });
        assert_eq!(press(&mut model), []);
        told(&mut model, harvest("Herald", 0, Some("gone")));
        told(&mut model, harvest("Courier", 0, Some("gone")));
        told(&mut model, Report::Refreshed { stopped: false });
        assert!(model.message.as_ref().is_some_and(|message| message.error), "{:?}", model.message);
    }
}
