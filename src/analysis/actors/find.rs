//! Mentions and the cast they make up.

use crate::analysis::actors::cast::cast;
use crate::analysis::actors::firms;
use crate::analysis::actors::kin;
use crate::analysis::actors::named::named;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::tagger::{EMBEDDED, Tagger};
use crate::analysis::actors::works::titles;
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
    kin::relabel(&reading, &mut labels);
    firms::relabel(&reading, &mut labels);
    cast(text, named(text, &reading, &labels, figures, &titles(body)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ActorKind;
    use crate::text::{Block, BlockKind, Inline, InlineKind};
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
        let place = ActorKind::Place;
        assert_eq!(seen, [("Moscow", place, Some("Russia")), ("Moscow", place, None), ("Paris", place, None)]);
        assert_eq!(actors[0].name, "Moscow");
    }

    #[test]
    fn letters_of_a_listing_are_no_name_and_join_nothing() {
        check(
            "[Teladoc Health|organisation] ([NYSE|organisation]:TDOC) rose 4 percent. [Teladoc|organisation=Teladoc \
             Health] said it would grow. Shares of [Hims & Hers Health|organisation] ([NYSE|organisation]: HIMS) gained.",
        );
    }

    #[test]
    fn a_headline_makes_no_names_of_its_verbs() {
        check(
            "[Ford|organisation] Recalls Thousands Of Trucks As [Toyota|organisation] Cuts Output\n\n[Ford|organisation] \
             said that it recalls trucks. [Toyota|organisation] cut output.",
        );
        check(
            "[Google|organisation] Buys Startup For $5 Million\n\n[Google|organisation] said on Monday that it would buy the \
             startup.",
        );
        check(
            "[Merkel|person=Angela Merkel] Warns [Britain|state=United Kingdom] Over Brexit Talks\n\nChancellor [Angela \
             Merkel|person] warned [Britain|state=United Kingdom] on Tuesday. She said talks were slow.",
        );
    }

    #[test]
    fn father_and_son_are_two() {
        check(
            "[George Bush Sr.|person] met [George Bush Jr.|person] in [Texas|place]. [Martin Luther King, Jr.|person] spoke. \
             [King|person=Martin Luther King, Jr.] was tired.",
        );
    }

    #[test]
    fn initials_and_legal_endings_are_part_of_a_firm() {
        check(
            "It was released in 1902 by [L. L. May & Co|organisation] and was first known as [Netted Gem|organisation].",
        );
        check("[Ernest R. May|person], a scholar of policy, met [P. B. H. May|person], a chairman.");
        check(
            "Shares in [J. W. Brand plc|organisation] fell. The brewer was bought by [Anders Holt & Sons|organisation] in May. \
             [R. T. Lund Inc.|organisation] was not.",
        );
    }

    #[test]
    fn an_index_is_no_person_and_neither_is_a_firm_with_a_persons_name() {
        check(
            "The [Dow Jones Industrial Average|other] fell 120 points. The [S&P 500|other] rose. Analysts at [Charles \
             Schwab|organisation] and [Eli Lilly|organisation] spoke to [Dow Jones|organisation].",
        );
    }

    #[test]
    fn towns_that_play_are_clubs() {
        check(
            "[Wigan|organisation] beat [Preston|organisation] 2-1 on Saturday to go top of the league. Coach [Erik ten \
             Hag|person] said [Wigan|organisation] deserved the win. [Ten Hag|person=Erik ten Hag] left early.",
        );
        check(
            "[Newcastle United|organisation] 1 [Manchester United|organisation] 2\n\n[Manchester United|organisation] won at \
             [Newcastle United|organisation] in the [Premier League|organisation].",
        );
    }

    #[test]
    fn the_usual_name_is_not_in_capitals() {
        check(
            "[STAVANGER|place=Stavanger] — [Halvik Energy|organisation] will close a field.\n\n[HALVIK \
             ENERGY|organisation=Halvik Energy] TO CLOSE FIELD\n\n[VOLKSWAGEN|organisation=Volkswagen] cut jobs. \
             [Volkswagen|organisation] said so.",
        );
    }

    #[test]
    fn names_are_what_the_article_calls_them() {
        check(
            "She spoke to the broadcaster [Rádio Atlântica|organisation]. [Pierre Castaing|person] of the brokerage [Rive \
             Gauche|organisation] agreed. The slick could reach the beaches south of [Hvide Sande|place].",
        );
    }

    #[test]
    fn a_name_is_of_one_kind_in_an_article() {
        check(
            "[Leo|person] left the house. No one would accuse [Leo|person] of that. He saw [Leo|person] in [Paris|place], and \
             [Leo|person] laughed.",
        );
    }

    #[test]
    fn what_is_set_in_italics_is_a_thing() {
        let text = "In Anna Karenina nobody is happy, said Ana Lind.".to_owned();
        let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
        let title = Inline { kind: InlineKind::Emphasis, span: Span::new(3, 16) };
        let body = Body::new(text, vec![block], vec![title]);
        let sentences: Vec<Span> = body.blocks().iter().map(|block| block.span).collect();
        let (_, mentions) = find(&body, &sentences, &[]);
        let seen: Vec<_> = mentions.iter().map(|mention| (mention.span.of(body.text()), mention.kind)).collect();
        assert_eq!(seen, [("Anna Karenina", ActorKind::Other), ("Ana Lind", ActorKind::Person)]);
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
        let mut kinds = std::collections::HashMap::new();
        for mention in &mentions {
            let written = mention.span.of(body.text()).to_lowercase();
            assert_eq!(*kinds.entry(written).or_insert(mention.kind), mention.kind, "a name of two kinds");
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
