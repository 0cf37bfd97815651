//! What a journal line says: one enum of facts, grouped by concern.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::acquisition::AcquisitionFact;
use super::action::ActionFact;
use super::anchor::AnchorFact;
use super::breach::BreachFact;
use super::briefing::BriefingFact;
use super::callout::CalloutFact;
use super::cause::CauseFact;
use super::clash::ClashFact;
use super::closure::ClosureFact;
use super::containment::ContainmentFact;
use super::control::ControlFact;
use super::custody::CustodyFact;
use super::deadline::DeadlineFact;
use super::decision_log::DecisionLogFact;
use super::declaration::CaseFact;
use super::drill::DrillFact;
use super::entity::EntityFact;
use super::eradication::EradicationFact;
use super::exchange::ExchangeFact;
use super::excision::ExcisionFact;
use super::exhibit::ExhibitFact;
use super::experiment::ExperimentFact;
use super::export::ExportFact;
use super::id::RecordId;
use super::indicator::IndicatorFact;
use super::lineage::LineageFact;
use super::mark::Mark;
use super::media::MediumFact;
use super::message::MessageFact;
use super::monitoring::MonitoringFact;
use super::notice::NoticeFact;
use super::organisation::OrganisationFact;
use super::people::PeopleFact;
use super::population::PopulationFact;
use super::printing::PaperFact;
use super::privilege::PrivilegeFact;
use super::procedure::ProcedureFact;
use super::proof::ProofFact;
use super::restoration::RestorationFact;
use super::review::ReviewFact;
use super::rows::RowsFact;
use super::safety::SafetyFact;
use super::session::SessionFact;
use super::station::StationFact;
use super::supplier::SupplierFact;
use super::time::Instant;
use super::timeline::TimelineFact;
use super::told::ToldFact;
use super::volatile::VolatileFact;
use super::watch::WatchFact;

/// Who is at the keys: a person record where there is one, and the name as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Author {
    /// The name as given by `--operator`, the environment or the console's first question.
    pub name: String,
    /// The person record it resolved to; none makes an unproven person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<RecordId>,
}

/// What stands around a fact in its line: from the envelope and the body's head.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Identity of the record.
    pub id: RecordId,
    /// Lamport time: orders the fold across stations.
    pub lamport: u64,
    /// When the line was written, by the laptop's clock.
    pub recorded_at: Instant,
    /// Who was at the keys.
    pub author: Author,
    /// Zone in which times were shown and typed, an IANA name.
    pub zone: String,
    /// Handling mark of the record.
    pub mark: Mark,
    /// Privileged records are masked for every audience until counsel releases them.
    pub privileged: bool,
}

/// Declares one concern's facts: the enum, its kind names, parsing and writing.
///
/// `[listed]` behind a kind says that its records stay in the lists of their concern when they are struck, shown as such: what counts is derived from those
/// that are not struck. Whose chain counts is for the journal to say, an exhibit's number is never given twice, and a regime carries what others recorded
/// under it. What the program itself computed or read stands even then: nobody strikes a digest that differs. Every other record has, once struck, no effect.
macro_rules! facts {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident($ty:ty) = $kind:literal $([$listed:ident])?),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $($(#[$vmeta])* $variant(Box<$ty>)),* }

        impl $name {
            /// The kinds of this concern, as written in a body.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The kind as written in a body.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),* }
            }

            /// Whether a record of this kind stays in the lists of its concern when it is struck.
            pub(super) fn listed_when_struck(&self) -> bool {
                match self { $(Self::$variant(_) => facts!(@listed $($listed)?)),* }
            }

            /// Reads a fact of this concern; `None` when the kind is another concern's.
            pub(super) fn parse(kind: &str, raw: &str) -> Option<Result<Self, serde_json::Error>> {
                match kind {
                    $($kind => Some(serde_json::from_str(raw).map(|fact| Self::$variant(Box::new(fact)))),)*
                    _ => None,
                }
            }

            /// The fact as a JSON object.
            pub(super) fn to_raw(&self) -> Result<Box<serde_json::value::RawValue>, serde_json::Error> {
                match self { $(Self::$variant(fact) => serde_json::value::to_raw_value(fact)),* }
            }
        }
        $(impl From<$ty> for $crate::domain::fact::Fact {
            fn from(fact: $ty) -> Self { $name::$variant(Box::new(fact)).into() }
        })*
    };
    (@listed listed) => { true };
    (@listed) => { false };
}
pub(crate) use facts;

macro_rules! concerns {
    ($($(#[$meta:meta])* $variant:ident($ty:ty)),* $(,)?) => {
        /// What a journal line says.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Fact {
            $($(#[$meta])* $variant($ty),)*
            /// Written by a newer version: kept, shown as such, never folded.
            Unknown(UnknownFact),
        }
        $(impl From<$ty> for Fact { fn from(fact: $ty) -> Self { Fact::$variant(fact) } })*

        impl Fact {
            /// Every kind this version knows.
            #[must_use]
            pub fn kinds() -> Vec<&'static str> {
                [$(<$ty>::KINDS),*].concat()
            }

            /// The kind as written in the body.
            #[must_use]
            pub fn kind(&self) -> &str {
                match self { $(Fact::$variant(fact) => fact.kind(),)* Fact::Unknown(fact) => &fact.kind }
            }

            /// The kind where this version knows it.
            #[must_use]
            pub fn known_kind(&self) -> Option<&'static str> {
                match self { $(Fact::$variant(fact) => Some(fact.kind()),)* Fact::Unknown(_) => None }
            }

            /// Whether a record stays in the lists of its concern when it is struck, see [`facts!`].
            pub(super) fn listed_when_struck(&self) -> bool {
                match self { $(Fact::$variant(fact) => fact.listed_when_struck(),)* Fact::Unknown(_) => false }
            }

            /// Reads the fact object `raw` of a body of this `kind`. A kind that this version does not know, or whose fields it cannot read, is
            /// [`Fact::Unknown`]: reading is total.
            #[must_use]
            pub fn parse(kind: &str, raw: &str) -> Fact {
                $(if let Some(read) = <$ty>::parse(kind, raw) {
                    return match read {
                        Ok(fact) => Fact::$variant(fact),
                        Err(_) => Fact::Unknown(UnknownFact { kind: kind.to_owned(), raw: raw.to_owned() }),
                    };
                })*
                Fact::Unknown(UnknownFact { kind: kind.to_owned(), raw: raw.to_owned() })
            }

            /// The fact as the JSON object that goes into the body.
            ///
            /// # Errors
            /// Only if a value cannot be written as JSON, which no fact's types allow.
            pub fn to_raw(&self) -> Result<Box<RawValue>, serde_json::Error> {
                match self { $(Fact::$variant(fact) => fact.to_raw(),)* Fact::Unknown(fact) => RawValue::from_string(fact.raw.clone()) }
            }
        }
    };
}

concerns! {
    /// Stations, keys, the laptop's clock.
    Station(StationFact),
    /// Laptops that work one case apart.
    Clash(ClashFact),
    /// Safety copies, and cases rebuilt from one.
    Safety(SafetyFact),
    /// Media that came and went.
    Medium(MediumFact),
    /// The case itself: assessment, declaration, amendments, other ways out.
    Case(CaseFact),
    /// What happened and what was done, in words.
    Timeline(TimelineFact),
    /// People and the roles they hold.
    People(PeopleFact),
    /// Call-out: attempts, acknowledgements, silenced rings.
    Callout(CalloutFact),
    /// Procedures in use and their steps.
    Procedure(ProcedureFact),
    /// Proof of steps, and its verification by a second person.
    Proof(ProofFact),
    /// Containment and its tests from outside.
    Containment(ContainmentFact),
    /// What let it happen.
    Cause(CauseFact),
    /// Hunts, and what was removed.
    Eradication(EradicationFact),
    /// Artefacts, what each was made from, and what became of what was condemned.
    Lineage(LineageFact),
    /// What was restored, scanned, released.
    Restoration(RestorationFact),
    /// The watch after recovery.
    Monitoring(MonitoringFact),
    /// Indicators, in sets with versions.
    Indicator(IndicatorFact),
    /// Assets, accounts, data sets, models: what they are and how they are judged.
    Entity(EntityFact),
    /// Experiments on models.
    Experiment(ExperimentFact),
    /// Rows of other tools.
    Rows(RowsFact),
    /// Volatile sources captured or given up.
    Volatile(VolatileFact),
    /// Controls that do not apply.
    Control(ControlFact),
    /// Command and watch.
    Watch(WatchFact),
    /// Sessions at a console: recorded here, or brought as transcripts.
    Session(SessionFact),
    /// Exhibits and their digests.
    Exhibit(ExhibitFact),
    /// Bit-for-bit images.
    Acquisition(AcquisitionFact),
    /// Custody of exhibits.
    Custody(CustodyFact),
    /// Bodies and attachments taken out by order.
    Excision(ExcisionFact),
    /// Papers that left the case.
    Paper(PaperFact),
    /// Exports of the case.
    Export(ExportFact),
    /// Copies for other tools.
    Exchange(ExchangeFact),
    /// Privilege and legal hold.
    Privilege(PrivilegeFact),
    /// Checkpoints of the journal, and what carried them out of the room.
    Anchor(AnchorFact),
    /// Regimes, clock starts, notices and memos.
    Deadline(DeadlineFact),
    /// How many people are concerned.
    Population(PopulationFact),
    /// People and others to tell.
    Told(ToldFact),
    /// What the register of breaches asks for.
    Breach(BreachFact),
    /// Drafts, versions and approvals of notices.
    Notice(NoticeFact),
    /// Decisions, and when they are looked at again.
    DecisionLog(DecisionLogFact),
    /// Who needs to know, and who was told inside.
    Message(MessageFact),
    /// Minutes of briefings.
    Briefing(BriefingFact),
    /// Suppliers: register, questions, access.
    Supplier(SupplierFact),
    /// The review after the incident.
    Review(ReviewFact),
    /// Improvement actions.
    Action(ActionFact),
    /// The walk, the report, the end.
    Closure(ClosureFact),
    /// Drills: plan, clock, injects, what was seen.
    Drill(DrillFact),
    /// What belongs to no case: readiness checks, enrolled keys.
    Organisation(OrganisationFact),
}

/// A fact of a newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFact {
    /// Its kind.
    pub kind: String,
    /// Its JSON, as stored.
    pub raw: String,
}
