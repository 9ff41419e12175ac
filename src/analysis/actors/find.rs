//! Mentions and the cast they make up.

use crate::analysis::actors::cast::cast;
use crate::analysis::actors::kin::relabel;
use crate::analysis::actors::named::named;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::tagger::{EMBEDDED, Tagger};
use crate::analysis::{Actor, Figure, Mention};
use crate::text::{Body, Span};

/// The cast of a body and every place where one of it is named.
pub fn find(body: &Body, sentences: &[Span], figures: &[Figure]) -> (Vec<Actor>, Vec<Mention>) {
    find_with(&EMBEDDED, body, sentences, figures)
}

/// The same with another model.
pub fn find_with(
    tagger: &Tagger<'_>,
    body: &Body,
    sentences: &[Span],
    figures: &[Figure],
) -> (Vec<Actor>, Vec<Mention>) {
    let text = body.text();
    let reading = Reading::new(text, sentences, &tagger.names);
    let mut labels = tagger.tag(&reading);
    relabel(&reading, &mut labels);
    cast(text, named(text, &reading, &labels, figures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    fn read(text: &str) -> (Body, Vec<Actor>, Vec<Mention>) {
        let body = Body::verbatim(text.to_owned());
        let sentences: Vec<Span> = body.blocks().iter().map(|block| block.span).collect();
        let (actors, mentions) = find(&body, &sentences, &[]);
        (body, actors, mentions)
    }

    /// Compares with a text whose names are marked `[written|kind]`, or `[written|kind=actor]`, where the actor's name is
    /// another than what is written.
    fn check(marked: &str) {
        let mut text = String::new();
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            let (mark, after) = after.split_once(']').unwrap();
            text.push_str(before);
            text.push_str(mark.split_once('|').unwrap().0);
            rest = after;
        }
        text.push_str(rest);
        let (_, actors, mentions) = read(&text);
        let mut found = String::new();
        let mut at = 0;
        for mention in &mentions {
            let (written, name) = (mention.span.of(&text), &actors[mention.actor].name);
            found.push_str(&text[at..mention.span.start]);
            let actor = if written == name { String::new() } else { format!("={name}") };
            found.push_str(&format!("[{written}|{}{actor}]", mention.kind.name()));
            at = mention.span.end;
        }
        found.push_str(&text[at..]);
        assert_eq!(found, marked);
    }

    #[test]
    fn a_short_article_has_its_cast() {
        check(
            "Prime Minister [Angela Merkel|person] met [French|state=France] President [Emmanuel Macron|person] in \
             [Berlin|place] on Thursday. [Merkel|person=Angela Merkel] told reporters that the [European Union|organisation] \
             would not wait for [Washington|place]. The [EU|organisation=European Union] and [Poland|state]'s government \
             had agreed, [Macron|person=Emmanuel Macron] said.",
        );
    }

    #[test]
    fn names_end_before_possessives_and_hyphens() {
        check(
            "[Russia|state]’s army left. A [NATO|organisation]-led force and [U.S.|state=United States]-backed rebels stayed.",
        );
    }

    #[test]
    fn a_title_is_the_role_of_its_bearer() {
        let (body, _, mentions) =
            read("Yesterday South Korean President Yoon Suk Yeol spoke to Foreign Minister Ivan Horvat.");
        let roles: Vec<&str> =
            mentions.iter().filter_map(|mention| mention.role).map(|role| role.of(body.text())).collect();
        assert_eq!(roles, ["South Korean President", "Foreign Minister"]);
        let (body, _, mentions) = read("They asked Rafael Grossi, the IAEA’s director general, who declined.");
        assert_eq!(mentions[0].role.map(|role| role.of(body.text())), Some("IAEA’s director general"));
    }

    #[test]
    fn two_people_of_one_family_are_told_apart_by_their_address() {
        check(
            "[Bill Harmon|person] and [Helen Harmon|person] spoke in [Ohio|place]. Mr. [Harmon|person=Bill Harmon] was \
             brief. Mrs. [Harmon|person=Helen Harmon] was not, said [Peter Voss|person].",
        );
    }

    #[test]
    fn longer_and_shorter_names_say_of_each_other_what_they_are() {
        check(
            "Her [Ethiopian|state=Ethiopia] colleague, [Dawit Hailemariam|person], called it dull. \
             [Hailemariam|person=Dawit Hailemariam] repeated that position, and the dam stayed, \
             [Hailemariam|person=Dawit Hailemariam] said.",
        );
        check(
            "[Halvik Energy|organisation] closed a field. But [Halvik|organisation=Halvik Energy] had known, the letter says.",
        );
    }

    #[test]
    fn a_company_is_known_by_what_only_companies_have() {
        check(
            "[Halvik|organisation] said it would close. Shares in [Halvik|organisation] fell, and [Halvik|organisation], its \
             chairman said, needs money. “[Halvik|organisation] is finished,” he told [Reuters|organisation].",
        );
    }

    #[test]
    fn a_name_shared_by_two_states_is_understood() {
        check("Trade between [North|state=North Korea] and [South Korea|state] has stopped.");
    }

    #[test]
    fn names_joined_by_small_words_are_two() {
        check(
            "Later [Ana Lind|person] of [Reuters|organisation] called [Peter Oduya|person] and [Rosa Vidal|person] again.",
        );
    }

    #[test]
    fn initials_of_common_words_are_no_actors() {
        check("Its intercontinental ballistic missile (ICBM) failed, and no ICBM flew again in [Norway|state].");
    }

    #[test]
    fn a_capital_may_stand_for_its_state_and_stays_a_place() {
        let (body, actors, mentions) = read("Moscow rejected the offer. He was born in Moscow and died in Paris.");
        let seen: Vec<_> =
            mentions.iter().map(|mention| (mention.span.of(body.text()), mention.kind, mention.stands_for)).collect();
        let place = crate::analysis::ActorKind::Place;
        assert_eq!(seen, [("Moscow", place, Some("Russia")), ("Moscow", place, None), ("Paris", place, None)]);
        assert_eq!(actors[0].name, "Moscow");
    }

    /// A change of the model, the lists or the features must show here: train again, look at the scores, then change this.
    #[test]
    fn the_embedded_model_is_the_one_that_was_measured() {
        let hash = |bytes: &[u8]| -> String {
            Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
        };
        let names = include_bytes!("../../../assets/model/names.bin");
        assert_eq!(hash(EMBEDDED.model), "41ba05353d1a309a");
        assert_eq!(hash(names), "73112013c888b59f");
        assert!(EMBEDDED.model.len() + names.len() <= 5_000_000);
    }

    fn assert_sound(text: &str) {
        let (body, actors, mentions) = read(text);
        let mut end = 0;
        for mention in &mentions {
            assert!(body.text().get(mention.span.range()).is_some_and(|name| !name.trim().is_empty()));
            assert!(end <= mention.span.start, "nested or out of order");
            assert!(mention.actor < actors.len());
            assert!(mention.role.is_none_or(|role| body.text().get(role.range()).is_some()));
            end = mention.span.end;
        }
        let first = |actor| mentions.iter().position(|mention| mention.actor == actor);
        assert!((1..actors.len()).all(|actor| first(actor - 1) < first(actor)), "actors in order of appearance");
    }

    proptest! {
        #[test]
        fn any_text_has_sound_mentions(text in "\\PC{0,200}") {
            assert_sound(&text);
        }

        #[test]
        fn any_heap_of_names_has_sound_mentions(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "Ana", "Lind", "U.S.", "the", "of", "(", ")", "IAEA", "’s", "-", "Bank", "North", "Korea", "Mr.", "é", "Iran-Iraq",
                    ".", "\n", "MINISTRY", "said", "\u{202e}", "10", ",", "al-", "Kim", "Jong-un", "&", "New", "York",
                ]),
                0..80,
            )
        ) {
            assert_sound(&words.join(" "));
            assert_sound(&words.concat());
        }
    }

    #[test]
    fn a_long_text_of_one_kind_is_read_to_its_end() {
        for unit in ["A", "A ", "a-", "U.S.-", "Iran-Iraq ", "Kim (", "Mr. ", "’s", "((", "Bank of ", "é’", "X. Y"]
        {
            assert_sound(&unit.repeat(100_000 / unit.len()));
        }
    }
}
