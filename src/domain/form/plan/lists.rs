//! Who we are, roles, people, sources, assets.

use super::{Plan, none};
use crate::domain::call_order::ORDER;
use crate::domain::fact::Author;
use crate::domain::form::rows::{plain, row};
use crate::domain::form::words::{Fields, cell, columns, field_name, heading, line, value};
use crate::domain::form::{Block, Line, Row, Style, Table};
use crate::domain::msg::Msg;
use crate::domain::organisation::people::{competence_shortfalls, held};
use crate::domain::organisation::untested;
use crate::domain::people::Person;
use crate::library::vocabulary::Vocabulary;

impl Plan<'_> {
    pub(super) fn purpose(&mut self) {
        self.own_words("purpose");
        let desk = &self.desk;
        let Some((record, profile)) = &desk.state.organisation.profile else {
            return self.gap("profile", "profile");
        };
        let mut fields = Fields::default();
        for (name, list) in [
            ("countries", &profile.about.countries),
            ("sectors", &profile.about.sectors),
            ("legal-roles", &profile.about.roles),
            ("authority-holders", &profile.authority),
        ] {
            fields.text(field_name(name), &desk.marked(*record, &list.join(", ")), true);
        }
        fields.text(field_name("authority-ref"), &desk.marked(*record, &profile.authority_ref), true);
        self.blocks.extend([heading("plan-h-profile"), fields.done()]);
    }

    /// Every role with its duties and whom it must not be.
    pub(super) fn roles(&mut self) {
        let vocabulary = Vocabulary::of_rules();
        let role = |role: &str| Msg::new("print-value").code("value", "role", role);
        let rows = vocabulary.role.iter().map(|(id, known)| {
            let others: Vec<Line<Msg>> = vocabulary
                .role
                .ids()
                .filter(|other| vocabulary.conflicts(id, other))
                .map(|other| line(Style::Plain, role(other)))
                .collect();
            let together = others
                .into_iter()
                .map(|line| line.words)
                .reduce(|front, back| Msg::new("plan-list").with("front", front).with("back", back));
            let duties = known.duties.iter().map(|duty| line(Style::Plain, value(duty.clone()))).collect();
            let name = vec![line(Style::Strong, role(id)), line(Style::Small, value(known.label.clone()))];
            row(vec![name, duties, together.map(plain).unwrap_or_default()])
        });
        let of = [("dossier-c-role", 24), ("plan-c-duties", 44), ("plan-c-conflicts", 32)];
        self.blocks.push(Block::Table(Table { columns: columns(&of), rows: rows.collect() }));
        self.rules(&["plan-rule-roles-one", "plan-rule-roles-conflict", "plan-rule-roles-change"]);
    }

    fn prepared(&self, role: &str) -> Vec<&Person> {
        let people = self.desk.state.people.people.iter().map(|(_, person)| person);
        people.filter(|person| person.roles.iter().any(|known| known == role)).collect()
    }

    /// Whom to call in which order; numbers stand on the sheet of people, under its own mark.
    pub(super) fn callout(&mut self) {
        let state = self.desk.state;
        let mut rows: Vec<Row<Msg>> = Vec::new();
        let mut empty = Vec::new();
        for (role, number) in ORDER.iter().zip(1_usize..) {
            let name = Msg::new("print-value").code("value", "role", *role);
            let people = self.prepared(role);
            let mut who: Vec<Line<Msg>> = Vec::new();
            let mut rung: Vec<Line<Msg>> = Vec::new();
            for person in &people {
                who.push(line(Style::Plain, value(person.name.clone())));
                let answered = person.phones.iter().filter(|number| {
                    !untested(state.organisation.competence.answered(number, self.desk.print.at), self.desk.print.at)
                });
                let words =
                    Msg::new("plan-numbers").with("answered", answered.count()).with("count", person.phones.len());
                rung.push(line(Style::Plain, words));
            }
            if people.is_empty() {
                who.push(line(Style::Strong, Msg::new("plan-nobody")));
                empty.push(name.clone());
            } else if people.len() == 1 {
                who.push(line(Style::Small, Msg::new("plan-no-deputy")));
            }
            rows.push(row(vec![plain(value(number)), plain(name), who, rung]));
        }
        let of = [("print-c-number", 6), ("dossier-c-role", 28), ("plan-c-prepared", 40), ("plan-c-rung", 26)];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
        if let Some(names) =
            empty.into_iter().reduce(|front, back| Msg::new("plan-list").with("front", front).with("back", back))
        {
            let words = Msg::new("plan-empty-roles").with("roles", names);
            self.gaps.push(("", words));
        }
        self.rules(&[
            "plan-rule-call-voice",
            "plan-rule-call-identity",
            "plan-rule-call-ten",
            "plan-rule-call-numbers",
        ]);
    }

    pub(super) fn severity(&mut self) {
        let of = [("plan-c-level", 16), ("plan-c-meant", 84)];
        let rows = ["sev1", "sev2", "sev3", "sev4"].map(|level| {
            let name = Msg::new("print-value").code("value", "severity", level);
            Row::Cells { cells: vec![cell(name), cell(Msg::new("print-value").code("value", "plan-severity", level))] }
        });
        self.push(Block::Table(Table { columns: columns(&of), rows: rows.into() }));
        self.own_words("severity");
        self.rules(&["plan-rule-severity"]);
    }

    pub(super) fn assessment(&mut self) {
        self.own_words("assessment");
        self.rules(&["plan-rule-assess", "plan-rule-assess-time"]);
    }

    pub(super) fn communication(&mut self) {
        self.own_words("communication");
        self.rules(&["plan-rule-say-names", "plan-rule-say-facts", "plan-rule-say-channel", "plan-rule-say-outside"]);
    }

    pub(super) fn evidence(&mut self) {
        self.own_words("evidence");
        self.rules(&[
            "plan-rule-evidence-order",
            "plan-rule-evidence-digest",
            "plan-rule-evidence-custody",
            "plan-rule-evidence-change",
            "plan-rule-evidence-kept",
        ]);
    }

    pub(super) fn sources(&mut self) {
        self.listed(true, "sources", "list-source");
    }

    pub(super) fn assets(&mut self) {
        self.listed(false, "assets", "list-ai");
    }

    fn listed(&mut self, sources: bool, what: &'static str, command: &'static str) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut rows: Vec<Row<Msg>> = state
            .organisation
            .plan
            .standing(state, sources)
            .map(|(record, listed)| {
                let text = |text: &str| value(desk.marked(*record, text));
                let mut name = vec![line(Style::Strong, text(&listed.name))];
                name.push(line(Style::Small, Msg::new("print-value").code("value", "listed", listed.kind.clone())));
                row(vec![
                    plain(value(state.label(*record))),
                    name,
                    plain(text(&listed.covers)),
                    plain(desk.person(&listed.owner)),
                    plain(text(&listed.reached)),
                    plain(desk.when(&listed.at)),
                ])
            })
            .collect();
        if rows.is_empty() {
            let words = self.missing(what, command);
            rows.push(none(words));
        }
        let of = [
            ("print-c-record", 7),
            ("plan-c-name", 19),
            ("plan-c-covers", 26),
            ("print-c-owner", 15),
            ("plan-c-reached", 15),
            ("dossier-c-since", 18),
        ];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }

    /// Who took on which role, when, and what shows that they can do it.
    pub(super) fn competence(&mut self) {
        let (desk, state) = (&self.desk, self.desk.state);
        let mut rows: Vec<Row<Msg>> = Vec::new();
        let mut open = 0_usize;
        for (id, person) in &state.people.people {
            let who = Author { name: person.name.clone(), person: Some(*id) };
            for role in &person.roles {
                let name = Msg::new("print-value").code("value", "role", role.clone());
                let cells = match held(state, &who, role) {
                    Some((record, taken)) => {
                        let mut words = plain(value(desk.marked(*record, &taken.words)));
                        words.extend(
                            taken
                                .trained
                                .as_ref()
                                .map(|at| line(Style::Small, Msg::new("plan-trained").with("at", desk.when(at)))),
                        );
                        words.extend(
                            taken
                                .until
                                .as_ref()
                                .map(|at| line(Style::Small, Msg::new("plan-until").with("at", desk.when(at)))),
                        );
                        let short = competence_shortfalls(taken, desk.print.at);
                        open += usize::from(!short.is_empty());
                        words.extend(short.into_iter().map(|short| {
                            let said = Msg::new("print-shortfall").with("what", short.missing);
                            line(Style::Strong, said.with("rule", short.rule.id()))
                        }));
                        vec![plain(value(person.name.clone())), plain(name), plain(desk.when(&taken.at)), words]
                    }
                    None => {
                        open += 1;
                        let not = line(Style::Strong, Msg::new("plan-not-acknowledged"));
                        vec![plain(value(person.name.clone())), plain(name), vec![not], Vec::new()]
                    }
                };
                rows.push(row(cells));
            }
        }
        if rows.is_empty() {
            let words = self.missing("people", "acknowledge");
            rows.push(none(words));
        } else if open > 0 {
            let words = Msg::new("plan-open-roles").with("count", open);
            self.gaps.push(("", words));
        }
        let of =
            [("dossier-c-person", 24), ("dossier-c-role", 20), ("plan-c-acknowledged", 22), ("plan-c-competence", 34)];
        self.push(Block::Table(Table { columns: columns(&of), rows }));
    }
}
