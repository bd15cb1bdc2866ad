//! Rule sets from texts: the session that knows them, and the engine of each over the table that it is given.

use crate::answers::Words;
use crate::faults::Found;
use gravamen::batch::Engine;
use gravamen::diag::Lang;
use gravamen::ir::program::Program;
use gravamen::ir::schema::Names;
use gravamen::session::{NoFiles, RuleSet, Session};

/// Texts with what they are called, a module, what it adopts, and a table.
pub type Given = (Vec<(String, String)>, String, Vec<String>, String);

/// Rule sets that share an engine, and everything of theirs that is told in words.
pub struct Ready {
    /// The engine.
    pub engine: Engine,
    /// The words of each rule set.
    pub words: Vec<Words>,
}

impl Ready {
    /// The columns that a frame must have, those of lists behind the others.
    pub fn columns(&self) -> Vec<String> {
        let wanted = self.engine.wanted();
        wanted.columns.into_iter().chain(wanted.lists.into_iter().map(|l| l.0)).collect()
    }
}

/// A session over the library and texts.
pub fn house(texts: &[(String, String)], out: &mut Found) -> Option<Session> {
    let mut session = Session::new(Box::new(NoFiles));
    let sound = texts.iter().all(|(shown, text)| session.register(shown, text).is_some());
    if !sound {
        out.heard(&session);
    }
    sound.then_some(session)
}

/// The engines: one for all rule sets that stand in the same texts and read the same table, else one each.
pub fn engines(sets: &[Given], lang: Lang, out: &mut Found) -> Option<Vec<Ready>> {
    let alike = sets.windows(2).all(|two| matches!(two, [a, b] if a.0 == b.0 && a.3 == b.3));
    let groups: Vec<&[Given]> = if alike { vec![sets] } else { sets.chunks(1).collect() };
    groups.into_iter().map(|group| engine(group, lang, out)).collect()
}

fn engine(sets: &[Given], lang: Lang, out: &mut Found) -> Option<Ready> {
    let (texts, _, _, table) = sets.first()?;
    let mut session = house(texts, out)?;
    let rules: Vec<RuleSet> =
        sets.iter().map(|s| RuleSet { module: s.1.clone(), with: s.2.clone() }).collect();
    let table = session.table(table);
    let engine = table.and_then(|table| session.engine(&table, &rules, true));
    out.heard(&session);
    let engine = engine?;
    let word = |n: &Names| lang.pick(&[&n.en, &n.zh]).to_owned();
    let words = |p: &Program| -> Words {
        let outcomes = (0..=p.schema.scale.len()).map(|g| word(&p.schema.outcome(g))).collect();
        let grounds = p.offences.iter().flat_map(|o| &o.grounds);
        (outcomes, grounds.map(|g| (g.grade, word(&g.provision))).collect())
    };
    let words = engine.programs().map(|p| words(p)).collect();
    Some(Ready { engine, words })
}
