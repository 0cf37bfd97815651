//! The table of rules. Integrity rules refuse; every other rule accepts the record and withholds credit.

macro_rules! rules {
    ($($variant:ident $id:literal $missing:literal $next:literal $control:literal $integrity:literal $statement:literal;)*) => {
        /// One rule, by the id that forms, the audit view and the command line name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = $statement] $variant),* }

        impl Rule {
            /// Every rule, in the order of their ids.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];
            /// The id, for example `C1-02`.
            #[must_use]
            pub fn id(self) -> &'static str { match self { $(Rule::$variant => $id),* } }
            /// Message id of what is missing or wrong.
            #[must_use]
            pub fn missing(self) -> &'static str { match self { $(Rule::$variant => $missing),* } }
            /// Message id of the way on.
            #[must_use]
            pub fn next(self) -> &'static str { match self { $(Rule::$variant => $next),* } }
            /// The control of Annex A 5.26 it belongs to, 1 to 10; 0 for rules of the journal and of records in general.
            #[must_use]
            pub fn control(self) -> u8 { match self { $(Rule::$variant => $control),* } }
            /// Whether it refuses the record. Only rules of integrity do.
            #[must_use]
            pub fn integrity(self) -> bool { match self { $(Rule::$variant => $integrity),* } }
            /// Whether it only remarks on a record that counts all the same: late, out of order, ahead of what it needs.
            #[must_use]
            pub fn remark(self) -> bool {
                matches!(
                    self,
                    Rule::Late
                        | Rule::NeedsOpen
                        | Rule::OutOfOrder
                        | Rule::StillInLog
                        | Rule::NothingToSettle
                        | Rule::SameDisk
                        | Rule::ReserveOpen
                        | Rule::MayRemain
                        | Rule::AlteredUninformed
                        | Rule::OverlapUnsaid
                        | Rule::AuthorityUnknown
                        | Rule::RegimeOff
                        | Rule::CountedWithoutReason
                        | Rule::SentBeforeStart
                        | Rule::StartDoubtful
                        | Rule::NotLate
                        | Rule::DrillClass
                        | Rule::CountIsComputed
                        | Rule::ArtefactTwice
                        | Rule::DayLate
                        | Rule::ExportEndsEarly
                        | Rule::ReviewerRemoved
                        | Rule::WindowGap
                        | Rule::ExportUnsearched
                        | Rule::HeartbeatSilent
                        | Rule::StampUnchained
                        | Rule::PlainWithoutReason
                        | Rule::MediumUntold
                        | Rule::StationUncompared
                        | Rule::RepeatsAbove
                        | Rule::MinutesTwice
                        | Rule::RowsTwice
                        | Rule::RowsRefused
                        | Rule::TechniqueUnknown
                        | Rule::EntityTwice
                        | Rule::SignsAlone
                        | Rule::NameStays
                        | Rule::TakenInPart
                        | Rule::IndicatorOurs
                        | Rule::IndicatorUnread
                        | Rule::RowKnown
                        | Rule::RowAbove
                )
            }
            /// Whether a form says it and waits before it records: whoever types on the whole screen has not seen it yet.
            #[must_use]
            pub fn said_first(self) -> bool { matches!(self, Rule::RepeatsAbove | Rule::MinutesTwice) }
            /// Whether what it asks for is owed beside a record that counts all the same: a notice that went out is a submission whatever it lacks,
            /// an answer stands without advice.
            #[must_use]
            pub fn owed(self) -> bool {
                matches!(
                    self,
                    Rule::LateNotice
                        | Rule::NoReceipt
                        | Rule::TextNotApproved
                        | Rule::CopyDiffers
                        | Rule::NotYetOpen
                        | Rule::AdviceOwed
                        | Rule::FactsOwed
                )
            }
            /// The rule in one English sentence, for the documents.
            #[must_use]
            pub fn statement(self) -> &'static str { match self { $(Rule::$variant => $statement),* } }
        }
    };
}

rules! {
    Empty "I-01" "i-01-missing" "i-01-next" 0 true "A field that carries the record's meaning is not empty.";
    Unreadable "I-02" "i-02-missing" "i-02-next" 0 true "A file that is to be recorded can be read to its end.";
    NotADigest "I-03" "i-03-missing" "i-03-next" 0 true "A digest has the hexadecimal digits of its algorithm and is not that of nothing.";
    NoSuchTime "I-04" "i-04-missing" "i-04-next" 0 true "A local time exists in its zone and can be read.";
    TimeTwice "I-05" "i-05-missing" "i-05-next" 0 true "A local time that exists twice says which one is meant.";
    NotFound "I-06" "i-06-missing" "i-06-next" 0 true "What a record points to is in the case.";
    NotAChoice "I-07" "i-07-missing" "i-07-next" 0 true "A code is one of the vocabulary's.";
    DeclaredAlready "I-08" "i-08-missing" "i-08-next" 0 true "A case file holds one declaration; later changes are amendments.";
    NotDeclared "I-09" "i-09-missing" "i-09-next" 0 true "A declaration or an assessment opens a case file.";
    QuoteNotFound "I-10" "i-10-missing" "i-10-next" 0 true "A cited place is found in the stored proof.";

    CarriesTheChain "I-11" "i-11-missing" "i-11-next" 0 true "Lines that say whose chain counts, what was damaged, taken out or struck keep their bodies.";
    TwoProvenPeople "I-12" "i-12-missing" "i-12-next" 0 true "Two different people whose presence is shown take something out of a case.";
    NothingToTakeOut "I-13" "i-13-missing" "i-13-next" 0 true "What is to be taken out is in the case.";
    NotTheOrganisation "I-20" "i-20-missing" "i-20-next" 0 true "What belongs to no case is recorded in the organisation's file.";
    NotAKey "I-21" "i-21-missing" "i-21-next" 0 true "A key that is enrolled is an Ed25519 public key in OpenSSH form, plain or of a security key.";
    NeedsAProof "I-22" "i-22-missing" "i-22-next" 0 true "A step that is added names the proof that would show it.";
    NotAnIndicator "I-35" "i-35-missing" "i-35-next" 0 true "A list of indicators can be read: text, one to a line.";
    NotAList "I-36" "i-36-missing" "i-36-next" 0 true "A list of names can be read: text, one to a line.";
    NotAMeasure "I-37" "i-37-missing" "i-37-next" 0 true "Thresholds and results of a model can be read: a measure and a decimal.";
    NotAnExercise "I-44" "i-44-missing" "i-44-next" 0 true "A drill is planned, run and judged in the exercise store, never in a real case.";
    OfAnExercise "I-41" "i-41-missing" "i-41-next" 0 true "What was made in an exercise is not put into a real case.";
    NotInjects "I-42" "i-42-missing" "i-42-next" 0 true "A list of injects can be read.";
    NoDrill "I-43" "i-43-missing" "i-43-next" 0 true "What is recorded of a drill belongs to a plan.";
    Circle "I-38" "i-38-missing" "i-38-next" 0 true "Nothing is made from itself, not by way of others either.";
    NotALineageList "I-39" "i-39-missing" "i-39-next" 0 true "A list of artefacts and links can be read, and holds some.";
    SeveralMeant "I-40" "i-40-missing" "i-40-next" 0 true "An artefact is named so that only one can be meant.";
    NothingDue "I-47" "i-47-missing" "i-47-next" 0 true "A delivery is of an inject that waits, or of one that is named.";
    NotRemedial "I-48" "i-48-missing" "i-48-next" 0 true "Steps that contain, eradicate or restore are confirmed one by one; others put nothing right.";
    NotItsKey "I-49" "i-49-missing" "i-49-next" 0 true "A laptop is admitted by the fingerprint of the key that its chain in the case was opened with.";
    RowsUnread "I-50" "i-50-missing" "i-50-next" 0 true "Rows that are taken over can be read, and are so many that one record holds them.";
    NothingNew "I-51" "i-51-missing" "i-51-next" 0 true "What is taken over from a list says something that is not known yet.";
    NotACount "I-28" "i-28-missing" "i-28-next" 0 true "Strata and figures of a count can be read.";
    Malformed "I-29" "i-29-missing" "i-29-next" 0 true "A country, a day, a zone or a number that is computed with can be read.";

    Late "T-01" "t-01-missing" "t-01-next" 0 false "A response action recorded more than 15 minutes after it happened carries a reason.";
    Ahead "T-02" "t-02-missing" "t-02-next" 0 false "A time ahead of the laptop's clock needs a clock check.";
    BasisOwed "T-03" "t-03-missing" "t-03-next" 0 false "A confirmed fact cites an exhibit line or two named sources, and a confirmer.";
    Unproven "T-04" "t-04-missing" "t-04-next" 0 false "A second person shows presence by key, wet ink or logged call-back.";
    NothingToSettle "T-07" "t-07-missing" "t-07-next" 0 false "What is settled is something in which laptops that worked apart contradict each other.";
    SameDisk "T-08" "t-08-missing" "t-08-next" 0 false "A safety copy lies on another disk than the case.";
    ReserveOpen "T-09" "t-09-missing" "t-09-next" 0 false "The key of a reserve station lies on the safety copy without a passphrase: whoever holds the medium can go on with the case.";
    TechniqueUnknown "T-10" "t-10-missing" "t-10-next" 0 false "A technique that a record names is in the shipped lists of ATT&CK and ATLAS, and not retired.";
    MayRemain "T-06" "t-06-missing" "t-06-next" 0 false "What was taken out of one record may stand in others that speak of it.";
    StillInLog "T-05" "t-05-missing" "t-05-next" 0 false "What was taken out is gone from the file's log as well.";

    AckWithoutIdentity "C1-01" "c1-01-missing" "c1-01-next" 1 false "An acknowledgement needs a method by which identity was checked.";
    AckBeforeAnswer "C1-02" "c1-02-missing" "c1-02-next" 1 false "An acknowledgement does not precede the answer, nor the answer the call.";
    MailFirst "C1-03" "c1-03-missing" "c1-03-next" 1 false "First contact is by voice; e-mail and corporate chat do not count.";
    AckWithoutWords "C1-04" "c1-04-missing" "c1-04-next" 1 false "Only the callee's own words acknowledge: no voicemail, tick or receipt.";
    SameInstant "C1-05" "c1-05-missing" "c1-05-next" 1 false "Several calls by one caller do not carry the same instant, unless the record says why.";
    Conflict "C1-06" "c1-06-missing" "c1-06-next" 1 false "Nobody holds two roles that conflict, unless the SIRO ratifies it.";
    DeclaredBeforeDetected "C1-07" "c1-07-missing" "c1-07-next" 1 false "Detection precedes declaration.";
    VacantNoReason "C1-08" "c1-08-missing" "c1-08-next" 1 false "A vacant role is recorded with a reason.";
    NotTheRiskOwner "C1-09" "c1-09-missing" "c1-09-next" 1 false "Only the SIRO ratifies a conflict of duty.";
    NotYetDeclared "C1-10" "c1-10-missing" "c1-10-next" 1 false "An incident is declared by a named person.";
    NoLead "C1-14" "c1-14-missing" "c1-14-next" 1 false "Somebody commands: the role of the lead is never left vacant.";
    CalledThemselves "C1-15" "c1-15-missing" "c1-15-next" 1 false "Nobody acknowledges to themselves: caller and callee are two people.";
    PersonAlike "C1-16" "c1-16-missing" "c1-16-next" 1 false "Two entries of one name, but for blanks and letters that look alike, or with no number that tells them apart, may be one person.";
    RoleOpen "C1-11" "c1-11-missing" "c1-11-next" 1 false "Every role that the procedures ask for is held, or vacant with a reason.";
    RoleNotHeard "C1-12" "c1-12-missing" "c1-12-next" 1 false "Whoever holds a role has acknowledged it by voice.";
    NoReadBack "C1-13" "c1-13-missing" "c1-13-next" 1 false "Command passes by a hand-over that the relief reads back.";

    ProofMissing "P-01" "p-01-missing" "p-01-next" 0 false "A step is proved by every kind of proof it lists, alternatives standing in for each other.";
    ProofNotListed "P-02" "p-02-missing" "p-02-next" 0 false "A proof of a kind the step does not list supports it and earns nothing.";
    ProofTwice "P-03" "p-03-missing" "p-03-next" 0 false "The same bytes prove one kind of a step once.";
    ProofEmpty "P-04" "p-04-missing" "p-04-next" 0 false "A proof has content.";
    VerifierIsOperator "P-05" "p-05-missing" "p-05-next" 0 false "Who verifies a step did not carry it out, record it or attach its proof.";
    VerifierConflict "P-06" "p-06-missing" "p-06-next" 0 false "The verifier holds no role that conflicts with the operator's.";
    NothingProved "P-07" "p-07-missing" "p-07-next" 0 false "Only a proved step can be verified.";
    SkipWithoutReason "P-08" "p-08-missing" "p-08-next" 0 false "A skipped step carries a reason and the lead's name.";
    NeedsOpen "P-09" "p-09-missing" "p-09-next" 0 false "A step follows the steps it needs.";
    ProofTakenOut "P-14" "p-14-missing" "p-14-next" 0 false "A proof that was taken out by order cannot be verified any more.";
    ProofOwed "P-13" "p-13-missing" "p-13-next" 0 false "A step has every kind of proof that it lists.";
    NotApproved "P-20" "p-20-missing" "p-20-next" 0 false "A procedure is documented once a named person approved that very text before the declaration.";

    KeyWithoutForm "O-01" "o-01-missing" "o-01-next" 0 false "A key is enrolled on a paper form that its owner and a witness signed.";
    KeyOfAnother "O-02" "o-02-missing" "o-02-next" 0 false "A key belongs to one person.";
    NoCompetence "O-03" "o-03-missing" "o-03-next" 0 false "Who takes on a role says so in their own words, or shows the competence for it.";
    CompetenceOver "O-04" "o-04-missing" "o-04-next" 0 false "A competence is valid on the day it is needed.";
    ExerciseUnrecorded "O-05" "o-05-missing" "o-05-next" 0 false "An exercise that was held names its participants and its findings.";

    NotVerified "P-10" "p-10-missing" "p-10-next" 0 false "A proved step is verified by a second person.";
    NoStep "P-11" "p-11-missing" "p-11-next" 0 false "A procedure in use has steps for every control.";
    ReviewerIsAuthor "P-12" "p-12-missing" "p-12-next" 0 false "A memo that a control does not apply is reviewed by somebody else.";

    PolicyOnly "C2-01" "c2-01-missing" "c2-01-next" 2 false "A policy document does not show containment.";
    ContainmentWithoutArtefact "C2-02" "c2-02-missing" "c2-02-next" 2 false "Containment is shown by the state after the change, with the state before it, or by a transcript.";
    SameFileTwice "C2-03" "c2-03-missing" "c2-03-next" 2 false "Before and after differ.";
    OutsideWindow "C2-04" "c2-04-missing" "c2-04-next" 2 false "A change lies between the first sign of the incident and its end, or says why not.";
    TesterIsOperator "C2-05" "c2-05-missing" "c2-05-next" 2 false "Who tests from outside is another person than who made the change.";
    NoOutsideTest "C2-06" "c2-06-missing" "c2-06-next" 2 false "Containment is tested from outside.";
    ContainmentOwed "C2-07" "c2-07-missing" "c2-07-next" 2 false "A containment action names its authority, rollback and blast radius; its test names from where and how.";
    TestFailed "C2-08" "c2-08-missing" "c2-08-next" 2 false "The last test from outside shows that the containment holds.";
    TestBeforeAction "C2-10" "c2-10-missing" "c2-10-next" 2 false "A test from outside comes after the change it tests.";
    NothingContained "C2-09" "c2-09-missing" "c2-09-next" 2 false "Something was contained.";
    HitNotContained "C2-11" "c2-11-missing" "c2-11-next" 2 false "What came back after recovery is contained again, by an action that cites it.";
    OtherTranscript "C2-20" "c2-20-missing" "c2-20-next" 2 false "A transcript made elsewhere has the digest that was taken there.";
    TranscriptUnnamed "C2-21" "c2-21-missing" "c2-21-next" 2 false "A transcript made elsewhere names its host and who worked at the console.";
    SessionOutside "C2-22" "c2-22-missing" "c2-22-next" 2 false "A session lies within the incident and ends after it starts, or says why not.";
    NotCarried "C2-23" "c2-23-missing" "c2-23-next" 2 false "A transcript made elsewhere carries the digest taken there, who carried it and on which medium.";

    ClaimedOnly "C3-01" "c3-01-missing" "c3-01-next" 3 false "Only a digest computed here, or re-run by a second person, counts.";
    EmptyExhibit "C3-02" "c3-02-missing" "c3-02-next" 3 false "An exhibit has content: neither size 0 nor the SHA-256 of nothing.";
    RepeatedDigest "C3-03" "c3-03-missing" "c3-03-next" 3 false "Two exhibits do not share a digest unless one is marked a copy of the other.";
    CustodyGap "C3-04" "c3-04-missing" "c3-04-next" 3 false "Custody is continuous: who hands over is who last held it.";
    OpenHandOver "C3-05" "c3-05-missing" "c3-05-next" 3 false "A hand-over has two halves, released and accepted.";
    SealBroken "C3-06" "c3-06-missing" "c3-06-next" 3 false "The seal removed is the seal last applied.";
    DigestChanged "C3-07" "c3-07-missing" "c3-07-next" 3 false "Every computed digest of an exhibit is the same.";
    AcceptedByReleaser "C3-08" "c3-08-missing" "c3-08-next" 3 false "The receiver is another person than the releaser.";
    SealDamaged "C3-30" "c3-30-missing" "c3-30-next" 3 false "A seal is found as it was applied.";
    NotChecked "C3-31" "c3-31-missing" "c3-31-next" 3 false "A digest is computed before and after an exhibit changes hands, or the record says why not.";
    DisposalOwed "C3-32" "c3-32-missing" "c3-32-next" 3 false "A disposal names who allowed it and who saw it.";
    ChangeOwed "C3-33" "c3-33-missing" "c3-33-next" 3 false "A change to an exhibit says what was changed, who answers for it and why (ISO/IEC 27037).";
    SignatureRefused "C3-34" "c3-34-missing" "c3-34-next" 3 false "Who does not sign is on record with the reason and a witness.";
    SignatureDoesNotFit "C3-35" "c3-35-missing" "c3-35-next" 3 false "A signature by own key is over this very hand-over, by the enrolled key of the one who signs.";
    AfterDisposal "C3-36" "c3-36-missing" "c3-36-next" 3 false "Nothing happens to an exhibit after its disposal.";
    SourceOpen "C3-09" "c3-09-missing" "c3-09-next" 3 false "Every volatile source that a procedure names is captured or given up.";
    GivenUpNotAccepted "C3-10" "c3-10-missing" "c3-10-next" 3 false "A source given up says why, and who accepted it.";
    RebootTooEarly "C3-11" "c3-11-missing" "c3-11-next" 3 false "No host is started anew while a source that this destroys is open.";
    OutOfOrder "C3-12" "c3-12-missing" "c3-12-next" 3 false "The more volatile source is captured first (RFC 3227).";
    NoExhibit "C3-13" "c3-13-missing" "c3-13-next" 3 false "Evidence is an exhibit: a file or thing with number, digest and custody.";
    EndBeforeStart "C3-14" "c3-14-missing" "c3-14-next" 3 false "A capture ends after it began.";
    SecondIsCollector "C3-15" "c3-15-missing" "c3-15-next" 3 false "Who checks a capture is another person than who made it.";
    ClaimUnclear "C3-16" "c3-16-missing" "c3-16-next" 3 false "A log that states digests of several files says which of them the exhibit is.";
    SectorsUnread "C3-17" "c3-17-missing" "c3-17-next" 3 false "An image holds every sector of its source: what a tool could not read is named.";
    ImageIncomplete "C3-18" "c3-18-missing" "c3-18-next" 3 false "An image holds every byte of its source; one with unreadable ranges is never whole.";

    GroupAddress "C7-01" "c7-01-missing" "c7-01-next" 7 false "People inside are told by name; nobody is told through a group address, a list or a channel.";
    TooManyRecipients "C7-02" "c7-02-missing" "c7-02-next" 7 false "A message to more than 12 people says why so many need to know.";
    NoTlp "C7-03" "c7-03-missing" "c7-03-next" 7 false "A message inside carries its TLP label.";
    NotOnRegister "C7-04" "c7-04-missing" "c7-04-next" 7 false "Who is told stands on the register of who needs to know, or holds a role of the incident, before they are told.";
    AssumptionAsFact "C7-05" "c7-05-missing" "c7-05-next" 7 false "What is said as fact rests on confirmed records; the rest is said as assumption.";
    FactUncited "C7-06" "c7-06-missing" "c7-06-next" 7 false "What is said as fact names the record that it rests on.";
    MessageOwed "C7-07" "c7-07-missing" "c7-07-next" 7 false "A message is kept with its text, the way it went and who approved it.";
    NeedOwed "C7-08" "c7-08-missing" "c7-08-next" 7 false "An entry of the register of who needs to know gives function and reason.";
    NobodyTold "C7-09" "c7-09-missing" "c7-09-next" 7 false "Those inside who must know were told, each by name.";
    NoBriefing "C7-10" "c7-10-missing" "c7-10-next" 7 false "The team was briefed, and minutes were kept.";
    MinutesOwed "C7-11" "c7-11-missing" "c7-11-next" 7 false "Minutes say what is known, what is to be done and when the next briefing is.";
    NoRollCall "C7-12" "c7-12-missing" "c7-12-next" 7 false "Who was at a briefing is shown by its roll call.";
    AgreedOwed "C7-13" "c7-13-missing" "c7-13-next" 7 false "An action that was agreed names its owner and what is to be done.";
    DecisionNotLogged "C7-14" "c7-14-missing" "c7-14-next" 7 false "Decisions of a briefing are records of the decision log that count.";
    ResultOwed "C7-15" "c7-15-missing" "c7-15-next" 7 false "An action that was agreed is done by what came of it, or dropped with a reason.";
    DecisionOwed "C7-20" "c7-20-missing" "c7-20-next" 7 false "A decision says why, who decided and who objected, if only that nobody did.";
    NoOptions "C7-21" "c7-21-missing" "c7-21-next" 7 false "A decision names at least one option that was not chosen; not to act is one.";
    ObjectionUnexplained "C7-22" "c7-22-missing" "c7-22-next" 7 false "An objection says whose it is and why.";
    DecisionReviewOwed "C7-23" "c7-23-missing" "c7-23-next" 7 false "Looking at a decision again says why it stands or has lapsed.";
    RepeatsAbove "C7-24" "c7-24-missing" "c7-24-next" 7 false "What minutes repeat of other records reaches no further in them than in those records.";
    MinutesTwice "C7-25" "c7-25-missing" "c7-25-next" 7 false "A briefing has one set of minutes.";
    ToolFailed "C3-19" "c3-19-missing" "c3-19-next" 3 false "The tool that made or checked an image does not itself report that its work, or its own check of it, failed.";
    LossOwed "C3-20" "c3-20-missing" "c3-20-next" 3 false "What an image lacks is accepted by the lead, the SIRO or a holder of delegated authority, with the ranges, a reason and a second person whose presence is shown.";
    NoLoss "C3-21" "c3-21-missing" "c3-21-next" 3 false "A loss that is accepted is one that is on record.";
    NoNumber "C5-01" "c5-01-missing" "c5-01-next" 5 false "A line of eradication says how many were expected and how many were done.";
    DoneBelowExpected "C5-02" "c5-02-missing" "c5-02-next" 5 false "As many are done as were expected; what is left is an exception with owner and date.";
    FewerThanFound "C5-03" "c5-03-missing" "c5-03-next" 5 false "What a hunt found is removed everywhere it was found, not on one host.";
    NoHunt "C5-04" "c5-04-missing" "c5-04-next" 5 false "A line of eradication rests on a hunt with a denominator.";
    VagueRemoval "C5-05" "c5-05-missing" "c5-05-next" 5 false "A line of eradication has a verb and an object that mean one thing.";
    HuntWithoutDenominator "C5-06" "c5-06-missing" "c5-06-next" 5 false "A hunt says how many were asked, how many answered and how many were hit.";
    HuntOwed "C5-07" "c5-07-missing" "c5-07-next" 5 false "A hunt has its query, tool, scope and raw result.";
    CountsDoNotFit "C5-08" "c5-08-missing" "c5-08-next" 5 false "No part of a count is larger than the whole.";
    Unanswered "C5-09" "c5-09-missing" "c5-09-next" 5 false "What did not answer a hunt is in scope until it does.";
    FoundNotRemoved "C5-10" "c5-10-missing" "c5-10-next" 5 false "What a hunt found is removed.";
    RemovalWithoutArtefact "C5-11" "c5-11-missing" "c5-11-next" 5 false "A line of eradication is shown by what the devices printed.";
    NoSampleCheck "C5-12" "c5-12-missing" "c5-12-next" 5 false "A sample of what was removed is looked at.";
    SampleByOperator "C5-13" "c5-13-missing" "c5-13-next" 5 false "Who looks at a sample is another person than who did the work.";
    SampleOwed "C5-14" "c5-14-missing" "c5-14-next" 5 false "A sample says which were looked at and how.";
    SampleFailed "C5-15" "c5-15-missing" "c5-15-next" 5 false "The last sample shows that it is gone.";
    SampleTooEarly "C5-16" "c5-16-missing" "c5-16-next" 5 false "A sample is looked at after the work.";
    SampleElsewhere "C5-17" "c5-17-missing" "c5-17-next" 5 false "A sample is taken of what was done.";
    ExceptionOwed "C5-18" "c5-18-missing" "c5-18-next" 5 false "An exception names the items, the reason, who answers for it and until when.";
    NothingRemoved "C5-19" "c5-19-missing" "c5-19-next" 5 false "The estate was hunted, and what was found was removed.";

    LineageOpen "C5-20" "c5-20-missing" "c5-20-next" 5 false "Something became of what was condemned and of all that descends from it.";
    LineageNotCondemned "C5-21" "c5-21-missing" "c5-21-next" 5 false "A line of eradication that is counted by lineage names an artefact that is condemned.";
    CountIsComputed "C5-22" "c5-22-missing" "c5-22-next" 5 false "How many descend from what was condemned is counted by the records, not typed.";
    CondemnedUncovered "C5-23" "c5-23-missing" "c5-23-next" 5 false "What was condemned is eradicated, with all that descends from it.";
    RemovedElsewhere "C5-24" "c5-24-missing" "c5-24-next" 5 false "What a hunt names as hit is what is treated; what is done elsewhere stands for none of it.";
    RemovedBeforeHunt "C5-25" "c5-25-missing" "c5-25-next" 5 false "What a hunt found is removed after the hunt began.";
    RemovedBeforeAccess "C5-26" "c5-26-missing" "c5-26-next" 5 false "What is removed is removed after the first access.";

    SourceNotOlder "C6-01" "c6-01-missing" "c6-01-next" 6 false "A source of a restore is older than the first access, or the risk owner accepts one that is not.";
    ScanAfterLive "C6-02" "c6-02-missing" "c6-02-next" 6 false "A clean scan ends before what was restored goes live.";
    ScanBeforeRestore "C6-03" "c6-03-missing" "c6-03-next" 6 false "A scan begins after the restore has ended.";
    EmptySet "C6-04" "c6-04-missing" "c6-04-next" 6 false "A scan looks for this incident's indicators, and there are some.";
    NotClean "C6-05" "c6-05-missing" "c6-05-next" 6 false "A scan ends clean, or somebody decided what became of what it found.";
    ReleaserIsRestorer "C6-06" "c6-06-missing" "c6-06-next" 6 false "Who releases what was restored is another person than who restored it.";
    ThresholdsAfterRun "C6-07" "c6-07-missing" "c6-07-next" 6 false "Thresholds for a model stand in the journal before the run.";
    IntegrityOwed "C6-08" "c6-08-missing" "c6-08-next" 6 false "Integrity is an expected value, where it comes from, and the value computed.";
    IntegrityDiffers "C6-09" "c6-09-missing" "c6-09-next" 6 false "What was restored has the expected value.";
    NotIsolated "C6-10" "c6-10-missing" "c6-10-next" 6 false "What is restored is kept apart until it is released.";
    RestoreOwed "C6-11" "c6-11-missing" "c6-11-next" 6 false "A restore names its source, when that was made, why it predates the access, its start and its log.";
    ScanOwed "C6-12" "c6-12-missing" "c6-12-next" 6 false "A scan names its tool, the date of its rules, its targets, its start and its log.";
    RestoreTimes "C6-13" "c6-13-missing" "c6-13-next" 6 false "A restore, a scan and a run end after they start, and a run follows the restore.";
    NoScan "C6-14" "c6-14-missing" "c6-14-next" 6 false "What was restored is scanned.";
    LiveTooEarly "C6-15" "c6-15-missing" "c6-15-next" 6 false "What is restored goes live after the restore has ended.";
    NotReleased "C6-16" "c6-16-missing" "c6-16-next" 6 false "What was restored is live once another person released it.";
    ScanElsewhere "C6-17" "c6-17-missing" "c6-17-next" 6 false "A scan looks at what was restored.";
    NothingRestored "C6-18" "c6-18-missing" "c6-18-next" 6 false "What was restored is on record, or a memo says that nothing had to be.";
    RescanOwed "C6-19" "c6-19-missing" "c6-19-next" 6 false "What is restored is scanned again when indicators come that no scan of it looked for.";
    SetLaterThanScan "C6-20" "c6-20-missing" "c6-20-next" 6 false "A scan looks for indicators that were known when it ran.";
    NoEvaluation "C6-21" "c6-21-missing" "c6-21-next" 6 false "A model is measured before it goes live.";
    NoThresholds "C6-22" "c6-22-missing" "c6-22-next" 6 false "Results of a model are held against thresholds.";
    ThresholdMissed "C6-23" "c6-23-missing" "c6-23-next" 6 false "A model reaches every threshold in the run made last.";
    OtherModel "C6-24" "c6-24-missing" "c6-24-next" 6 false "What is measured is the model that was restored.";
    EvaluatorInside "C6-25" "c6-25-missing" "c6-25-next" 6 false "A model is measured by somebody outside the team that made or restored it.";
    EvaluationOwed "C6-26" "c6-26-missing" "c6-26-next" 6 false "A run of a model names digest, seed, settings, counts and raw outputs.";
    NoTrial "C6-27" "c6-27-missing" "c6-27-next" 6 false "Canaries and the triggers that were found are put to a model before it goes live.";
    TrialFailed "C6-28" "c6-28-missing" "c6-28-next" 6 false "The last canaries hold and the last triggers do not fire.";
    LineageOwed "C6-29" "c6-29-missing" "c6-29-next" 6 false "A model that is restored names the record of its lineage.";
    LineageNotAnArtefact "C6-30" "c6-30-missing" "c6-30-next" 6 false "The lineage of what is restored is an artefact on record.";
    LineageCondemned "C6-31" "c6-31-missing" "c6-31-next" 6 false "Nothing is restored that is condemned or descends from what is.";
    LineageOfAnother "C6-32" "c6-32-missing" "c6-32-next" 6 false "The artefact named as lineage has the digest of what was restored.";
    LineageBare "C6-33" "c6-33-missing" "c6-33-next" 6 false "The artefact named as lineage says what it was made from, or where it comes from.";
    ScanLogOfAnother "C6-34" "c6-34-missing" "c6-34-next" 6 false "The log of a scan is another file than the log of a restore or what shows a removal.";
    ArtefactOwed "A-01" "a-01-missing" "a-01-next" 0 false "An artefact is recorded with version, digest, place and owner.";
    ArtefactDiffers "A-02" "a-02-missing" "a-02-next" 0 false "The digest of an artefact is that of its file or exhibit.";
    ParentOwed "A-03" "a-03-missing" "a-03-next" 0 false "An artefact says what it was made from, or where it comes from.";
    LinesRefused "A-04" "a-04-missing" "a-04-next" 0 false "Every line of a list of artefacts is taken, if by a later list.";
    LinkBasis "A-05" "a-05-missing" "a-05-next" 0 false "A link found later says what shows it.";
    CondemnedWhy "A-06" "a-06-missing" "a-06-next" 0 false "What is condemned is condemned for a reason.";
    CondemnedCites "A-07" "a-07-missing" "a-07-next" 0 false "A condemnation cites a finding or an experiment that counts.";
    CondemnedBy "A-08" "a-08-missing" "a-08-next" 0 false "Lead, ML lead, data lead or SIRO condemns.";
    FateUnproven "A-09" "a-09-missing" "a-09-next" 0 false "That something was destroyed, quarantined or trained again is shown by a file or a record.";
    RetrainedUnclean "A-10" "a-10-missing" "a-10-next" 0 false "What is trained again is made from something that is neither condemned nor descends from what is.";
    EvidenceNotHeld "A-11" "a-11-missing" "a-11-next" 0 false "What is kept as evidence is an exhibit whose digest was computed and is the artefact's.";
    KeptUnaccepted "A-12" "a-12-missing" "a-12-next" 0 false "What stays in use has a reason, and the SIRO accepted it.";
    UnaffectedUnshown "A-13" "a-13-missing" "a-13-next" 0 false "That something is not affected is shown by an experiment or a manifest.";
    JudgedBefore "A-14" "a-14-missing" "a-14-next" 0 false "What stays in use or is unaffected is judged after it was condemned.";
    KeptInBulk "A-15" "a-15-missing" "a-15-next" 0 false "What stays in use is accepted one by one.";
    ArtefactTwice "A-16" "a-16-missing" "a-16-next" 0 false "An artefact of one name and version is recorded once.";
    LinkCrossed "A-17" "a-17-missing" "a-17-next" 0 false "No two records together make something descend from itself.";
    FateBeforeAccess "A-18" "a-18-missing" "a-18-next" 0 false "What became of something condemned became of it after the first access.";
    DesignOwed "A-40" "a-40-missing" "a-40-next" 0 false "An experiment says beforehand what is exchanged between which arms, what counts as odd, threshold, number, seed, and who prepares and marks how blindly.";
    InputNotFrozen "A-41" "a-41-missing" "a-41-next" 0 false "The inputs of an experiment are frozen: a file or exhibit whose digest was computed here.";
    SeveralLayers "A-42" "a-42-missing" "a-42-next" 0 false "An experiment exchanges one layer and nothing else.";
    DesignAfterRun "A-43" "a-43-missing" "a-43-next" 0 false "The design of an experiment stands in the journal before its run begins.";
    OutputsBefore "A-44" "a-44-missing" "a-44-next" 0 false "No output of an experiment stands in the journal before its design.";
    InputDiffers "A-45" "a-45-missing" "a-45-next" 0 false "An experiment is run on the inputs that were frozen.";
    InputClaimed "A-46" "a-46-missing" "a-46-next" 0 false "The digest of the inputs of a run was computed here.";
    FewerMarked "A-47" "a-47-missing" "a-47-next" 0 false "As many outputs of each arm are marked as were planned, or a reason says why not.";
    MarkerPrepared "A-48" "a-48-missing" "a-48-next" 0 false "Who marks outputs neither prepared nor ran them.";
    NotBlind "A-49" "a-49-missing" "a-49-next" 0 false "Who marks outputs cannot tell the arms apart.";
    NoRawOutputs "A-50" "a-50-missing" "a-50-next" 0 false "Raw outputs and the marked sheet are attached to a result.";
    ImpossibleCounts "A-51" "a-51-missing" "a-51-next" 0 false "A result counts in both arms what was marked, and of that what was odd.";
    RunTimes "A-52" "a-52-missing" "a-52-next" 0 false "A run has a beginning and an end, in that order and before its result.";
    OutcomeDiffers "A-53" "a-53-missing" "a-53-next" 0 false "What is concluded from an experiment is what its counts come to against the threshold.";
    ResultsDisagree "A-54" "a-54-missing" "a-54-next" 0 false "Results of one design do not contradict each other.";
    ArmsNotApart "A-55" "a-55-missing" "a-55-next" 0 false "The arms are two artefacts on record, and the one known to be good does not descend from what is condemned.";
    Unattainable "A-56" "a-56-missing" "a-56-next" 0 false "So many outputs as are planned could show an effect of the size of the threshold.";
    ExperimentHollow "A-57" "a-57-missing" "a-57-next" 0 false "A finding or evaluation that cites an experiment cites one that counts.";

    SupplierOwed "S-01" "s-01-missing" "s-01-next" 0 false "A supplier on the register has a contact, the way to reach it, the clause invoked and what it may know (A.5.21).";
    NotACounterpart "S-02" "s-02-missing" "s-02-next" 0 false "A question goes to a supplier who is on the register with contact and clause.";
    QuestionWithoutTime "S-03" "s-03-missing" "s-03-next" 0 false "A question to a supplier has a time by which its answer is due.";
    AnswerOwed "S-04" "s-04-missing" "s-04-next" 0 false "An answer says who gave it, and comes after its question.";
    SilenceEarly "S-05" "s-05-missing" "s-05-next" 0 false "Nobody is silent before the answer is due.";
    SilenceWithoutConsequence "S-06" "s-06-missing" "s-06-next" 0 false "A recorded silence says what follows from it.";
    AccessOwed "S-07" "s-07-missing" "s-07-next" 0 false "Access cut or restored says why and who allowed it.";
    RestoredWithoutCause "S-08" "s-08-missing" "s-08-next" 0 false "Access comes back on a cause in writing.";
    RestoredAtOnce "S-09" "s-09-missing" "s-09-next" 0 false "Access that was cut comes back in stages, each after the one before.";
    AnswerUnsaid "S-11" "s-11-missing" "s-11-next" 0 false "An answer says whether it is whole, in part, or declined; until it does the question stays open.";
    MoreThanTheyMayKnow "S-10" "s-10-missing" "s-10-next" 0 false "A supplier is given nothing beyond what it may know.";
    NoFinding "C4-01" "c4-01-missing" "c4-01-next" 4 false "The cause is found, or said not to be established.";
    NoQuote "C4-02" "c4-02-missing" "c4-02-next" 4 false "A finding quotes the words that show it, out of an exhibit or an attached file.";
    QuoteClaimed "C4-03" "c4-03-missing" "c4-03-next" 4 false "A quote counts once it was found at its place in the file.";
    QuoteAbsent "C4-04" "c4-04-missing" "c4-04-next" 4 false "A quote that was looked for stands in the file.";
    QuoteFallen "C4-05" "c4-05-missing" "c4-05-next" 4 false "The exhibit in which a quote was found stands, with the same digest.";
    QuoteTooShort "C4-06" "c4-06-missing" "c4-06-next" 4 false "A quote is long enough to show something: four characters or more.";
    ToolWithoutExhibit "C4-07" "c4-07-missing" "c4-07-next" 4 false "Quoted output of a tool names the exhibit it was run on.";
    CategoryOnly "C4-08" "c4-08-missing" "c4-08-next" 4 false "A finding is a statement about this incident, not a category.";
    HumanError "C4-09" "c4-09-missing" "c4-09-next" 4 false "A human error is a cause only together with the control that let it through.";
    NotACve "C4-10" "c4-10-missing" "c4-10-next" 4 false "A CVE id has the form CVE-yyyy-n.";
    CauseOwed "C4-11" "c4-11-missing" "c4-11-next" 4 false "A finding names what its kind asks for, how sure it is, and the first access or why that is not known.";
    AlternativesOwed "C4-12" "c4-12-missing" "c4-12-next" 4 false "Other explanations are named, each with why it was put aside.";
    AutomatedText "C4-13" "c4-13-missing" "c4-13-next" 4 false "Text from an automated summary counts only with quotes that were found.";
    RiskNotAccepted "C4-14" "c4-14-missing" "c4-14-next" 4 false "Where the cause is not established, the risk owner accepts the risk that stays.";
    AccessAfterDetection "C4-15" "c4-15-missing" "c4-15-next" 4 false "First access is not later than detection.";
    NotReviewed "C4-16" "c4-16-missing" "c4-16-next" 4 false "A finding is reviewed by a second person.";
    AuthorReviews "C4-17" "c4-17-missing" "c4-17-next" 4 false "Who reviews a finding is not its author.";
    ReviewTooEarly "C4-18" "c4-18-missing" "c4-18-next" 4 false "A review comes after the finding and a quote of it.";
    ReviewerDisagrees "C4-19" "c4-19-missing" "c4-19-next" 4 false "The last review agrees.";

    LateNotice "C8-01" "c8-01-missing" "c8-01-next" 8 false "A notice sent after its limit carries the reason for the delay.";
    DpoDecides "C8-02" "c8-02-missing" "c8-02-next" 8 false "The DPO advises and does not decide (GDPR art. 38(6), 39).";
    NoDecider "C8-03" "c8-03-missing" "c8-03-next" 8 false "A decision under a regime names who decided and why.";
    StartWithoutWhy "C8-04" "c8-04-missing" "c8-04-next" 8 false "A clock start says why it is that instant.";
    StartMovedLater "C8-05" "c8-05-missing" "c8-05-next" 8 false "Moving a clock start later needs a proven second person.";
    NoReceipt "C8-06" "c8-06-missing" "c8-06-next" 8 false "A notice sent has a route and a reference or receipt.";
    MemoOwed "C8-70" "c8-70-missing" "c8-70-next" 8 false "A memo why not holds facts with their records, threshold, factors, advice, what would reopen it and a review date.";
    MitigationUnproven "C8-71" "c8-71-missing" "c8-71-next" 8 false "Mitigation that a memo relies on is shown by a record, an exhibit or a file.";
    MemoUnsigned "C8-72" "c8-72-missing" "c8-72-next" 8 false "A memo why not is signed by the person who decided.";
    RiskOwed "C8-73" "c8-73-missing" "c8-73-next" 8 false "An assessment of the risk to people names every factor, the method and what the result rests on.";
    NotTellingOwed "C8-74" "c8-74-missing" "c8-74-next" 8 false "Who is not told, or told later, is named with the ground, the reason and until when.";
    ToldUnproven "C8-75" "c8-75-missing" "c8-75-next" 8 false "Somebody counts as told by the text, the way it went and a proof that it was sent.";
    NumberOwed "C8-76" "c8-76-missing" "c8-76-next" 8 false "A number of people or records says how it was derived; low is not above likely, nor likely above high.";
    DeliveryOwed "C8-77" "c8-77-missing" "c8-77-next" 8 false "A processor names each controller it told, with a proof and the time of delivery (GDPR art. 33(2)).";
    SupplierTimes "C8-78" "c8-78-missing" "c8-78-next" 8 false "A supplier's notice has the supplier's three times (occurred, detected, sent) and ours (received, read, decided).";
    CitedNotConfirmed "C8-40" "c8-40-missing" "c8-40-next" 8 false "What a notice states as fact cites confirmed facts with a basis.";
    FactWithoutRecord "C8-41" "c8-41-missing" "c8-41-next" 8 false "What a notice states of the incident cites the record that it rests on.";
    ItemHalfSaid "C8-42" "c8-42-missing" "c8-42-next" 8 false "What is not yet known says when it follows; what does not apply says why.";
    NumbersOwed "C8-43" "c8-43-missing" "c8-43-next" 8 false "A number of people or records is a range, low, likely and high, with the method or the count behind it.";
    TemplateUnedited "C8-44" "c8-44-missing" "c8-44-next" 8 false "A notice is written by a person; a template that nobody edited is none.";
    ItemsMissing "C8-45" "c8-45-missing" "c8-45-next" 8 false "A notice answers everything that it must say, if only with what is not yet known.";
    ApproverDrafted "C8-46" "c8-46-missing" "c8-46-next" 8 false "Who approves a notice did not write it.";
    ApprovalSignature "C8-47" "c8-47-missing" "c8-47-next" 8 false "An approval by own key is a signature over this very text, by the enrolled key of the approver.";
    TextNotApproved "C8-48" "c8-48-missing" "c8-48-next" 8 false "The text that was sent was approved before, to the byte.";
    CopyDiffers "C8-49" "c8-49-missing" "c8-49-next" 8 false "The copy of a notice holds the text that was approved.";
    NoAuthority "C8-50" "c8-50-missing" "c8-50-next" 8 false "A decision under a regime is taken by a holder of the organisation's delegated authority.";
    AuthorityUnknown "C8-51" "c8-51-missing" "c8-51-next" 8 false "Who holds the organisation's delegated authority is on record.";
    NotYetOpen "C8-52" "c8-52-missing" "c8-52-next" 8 false "An answer of not yet says until when, and what is awaited.";
    AdviceOwed "C8-53" "c8-53-missing" "c8-53-next" 8 false "A decision under a regime records the advice of counsel and of the DPO, and why it was not followed or not to be had.";
    FactsOwed "C8-54" "c8-54-missing" "c8-54-next" 8 false "A decision under a regime names the records that it relies on.";
    RegimeOff "C8-55" "c8-55-missing" "c8-55-next" 8 false "A law that is off in the register counts in a case where somebody names it.";
    CountedWithoutReason "C8-56" "c8-56-missing" "c8-56-next" 8 false "Class and calendars chosen for a deadline say why.";
    FirstNoticeOpen "C8-57" "c8-57-missing" "c8-57-next" 8 false "A deadline has one first notice; what adds to it, corrects or withdraws it follows one that was sent.";
    DelayUnexplained "C8-60" "c8-60-missing" "c8-60-next" 8 false "Who is late says who was kept from what, from when to when, and what could have been sent earlier.";
    SentBeforeStart "C8-61" "c8-61-missing" "c8-61-next" 8 false "A notice does not go out before the clock it answers has started.";
    StartDoubtful "C8-63" "c8-63-missing" "c8-63-next" 8 false "A clock does not start long before the first sign of the incident.";
    NotLate "C8-62" "c8-62-missing" "c8-62-next" 8 false "Who is late says why; what is not late needs no reason yet.";
    ReviewPast "C8-79" "c8-79-missing" "c8-79-next" 8 false "The day on which a memo is looked at again lies ahead of it.";
    CountedAlone "C8-80" "c8-80-missing" "c8-80-next" 8 false "A count of people is made by one person and checked by another whose presence is shown.";
    CountImpossible "C8-81" "c8-81-missing" "c8-81-next" 8 false "The numbers of a sample can be: no part is larger than what it is part of.";
    CountDiffers "C8-82" "c8-82-missing" "c8-82-next" 8 false "Stated numbers of people are those that follow from the sample.";
    CountUntold "C8-83" "c8-83-missing" "c8-83-next" 8 false "A count tells its frame, how the sample was drawn with its seed, the detector, and its error rates measured on checked items.";
    OverlapUnsaid "C8-86" "c8-86-missing" "c8-86-next" 8 false "A count of several strata says whether anybody is in two of them.";
    LawUnanswered "C8-90" "c8-90-missing" "c8-90-next" 8 false "Whether a law applies is answered with yes or no, or by a notice or a memo for its first deadline.";
    MemoMissing "C8-91" "c8-91-missing" "c8-91-next" 8 false "A law that does not apply has a memo that says why not.";
    NoticeOwed "C8-92" "c8-92-missing" "c8-92-next" 8 false "A deadline that applies is answered by a notice that went out, or by a memo; a countdown answers nothing.";
    TellUndecided "C8-93" "c8-93-missing" "c8-93-next" 8 false "Whether somebody is told is decided, for everybody whom a law or a procedure names.";
    NotTold "C8-94" "c8-94-missing" "c8-94-next" 8 false "Whoever is to be told was told.";
    LawApplies "C8-95" "c8-95-missing" "c8-95-next" 8 false "A memo that notification does not apply answers no law that was found to apply.";
    NoLawAsked "C8-96" "c8-96-missing" "c8-96-next" 8 false "Which laws may apply was asked.";
    AlteredUninformed "C8-84" "c8-84-missing" "c8-84-next" 8 false "The authority is informed before a suspect AI system is altered; stopping harm never waits (AI Act art. 73(6)).";

    NoWatchPlan "C9-01" "c9-01-missing" "c9-01-next" 9 false "A day of the watch rests on a plan that was recorded before.";
    WatchPlanOwed "C9-02" "c9-02-missing" "c9-02-next" 9 false "A plan of the watch cites this incident's indicators, holds the alert rules, and names its sources.";
    RulesNoDiff "C9-03" "c9-03-missing" "c9-03-next" 9 false "Alert rules are shown by what the system holds, different from before, and not by a document.";
    SourceUnchecked "C9-04" "c9-04-missing" "c9-04-next" 9 false "Every source of the watch says how it is checked that it reports.";
    PlanLacks "C9-05" "c9-05-missing" "c9-05-next" 9 false "A day rests on a plan that itself counts.";
    PlanOld "C9-06" "c9-06-missing" "c9-06-next" 9 false "What is watched for is the newest version of the indicators.";
    DayAhead "C9-07" "c9-07-missing" "c9-07-next" 9 false "A day is written when it has come, and never ahead of time.";
    NotOnTheDay "C9-08" "c9-08-missing" "c9-08-next" 9 false "A day is written on the day, or later with an export that is dated that day.";
    DayLate "C9-09" "c9-09-missing" "c9-09-next" 9 false "A day that is written later says why.";
    NotRecovered "C9-10" "c9-10-missing" "c9-10-next" 9 false "The watch begins when something went live again.";
    BeforeRecovery "C9-11" "c9-11-missing" "c9-11-next" 9 false "Only days after the last go-live count.";
    SameDate "C9-12" "c9-12-missing" "c9-12-next" 9 false "A day of the calendar counts once.";
    SameWords "C9-13" "c9-13-missing" "c9-13-next" 9 false "No two days are concluded in the same words, unless somebody says why.";
    DeadSource "C9-14" "c9-14-missing" "c9-14-next" 9 false "On a day that counts every source reports: with a dead one, no alerts says nothing.";
    SourceUnanswered "C9-15" "c9-15-missing" "c9-15-next" 9 false "Every source of the plan is answered for, alive or dead.";
    NoExport "C9-16" "c9-16-missing" "c9-16-next" 9 false "Each day has the raw export of the alerts, with the time it was made.";
    ExportOtherDay "C9-17" "c9-17-missing" "c9-17-next" 9 false "The export is dated the day that it shows.";
    ExportEndsEarly "C9-18" "c9-18-missing" "c9-18-next" 9 false "The export is made when the time that was looked at is over.";
    NoHeartbeat "C9-19" "c9-19-missing" "c9-19-next" 9 false "Each day has a heartbeat of the sources.";
    SameFileAgain "C9-20" "c9-20-missing" "c9-20-next" 9 false "The files of a day are of that day: no bytes serve twice.";
    AlertUnexplained "C9-21" "c9-21-missing" "c9-21-next" 9 false "Every alert says what it turned out to be.";
    AlertsUnsaid "C9-22" "c9-22-missing" "c9-22-next" 9 false "That there were no alerts is said, and not left out.";
    ZeroWithIndicator "C9-23" "c9-23-missing" "c9-23-next" 9 false "What is watched for and stands in the export is an alert that somebody explains.";
    ConclusionOwed "C9-24" "c9-24-missing" "c9-24-next" 9 false "What follows from it is said in words.";
    ReviewerNobody "C9-25" "c9-25-missing" "c9-25-next" 9 false "A person of the roster looks, and not a program.";
    ReviewerRemoved "C9-26" "c9-26-missing" "c9-26-next" 9 false "Who looks is another person than who removed or restored.";
    WindowOwed "C9-27" "c9-27-missing" "c9-27-next" 9 false "A day says from when to when was looked at, and that lies on the day.";
    WindowGap "C9-28" "c9-28-missing" "c9-28-next" 9 false "What is looked at follows on what was looked at before.";
    HitOpen "C9-29" "c9-29-missing" "c9-29-next" 9 false "A hit opens containment again: until it is contained, or shown to be none by another person, no day counts.";
    CountRestarted "C9-30" "c9-30-missing" "c9-30-next" 9 false "After a hit the count starts anew, with the day after it was contained again.";
    ClearedAlone "C9-31" "c9-31-missing" "c9-31-next" 9 false "That a hit was none is shown by another person than who called it one.";
    ClockUnsure "C9-32" "c9-32-missing" "c9-32-next" 9 false "The clock that dates a day was compared since it jumped.";
    DaysOwed "C9-33" "c9-33-missing" "c9-33-next" 9 false "Seven distinct days after recovery were watched by a person.";
    PlanAfterDay "C9-34" "c9-34-missing" "c9-34-next" 9 false "A day of the watch rests on a plan that counts and was on record before the end of that day; of several, the one in force when the day began.";
    OneSitting "C9-35" "c9-35-missing" "c9-35-next" 9 false "On one day of writing two earlier days at most are caught up, and none more than three days after: a weekend on Monday, and no whole week.";
    WindowShort "C9-36" "c9-36-missing" "c9-36-next" 9 false "What is looked at covers at least half of the day since somebody looked last.";
    ExportUnsearched "C9-37" "c9-37-missing" "c9-37-next" 9 false "An export that could not be looked through wholly for what is watched for is remarked on.";
    HeartbeatSilent "C9-38" "c9-38-missing" "c9-38-next" 9 false "A heartbeat that names a source of the plan beside a word for silence is remarked on.";

    ReviewNotHeld "C10-01" "c10-01-missing" "c10-01-next" 10 false "A review of the incident is held.";
    ReviewOwed "C10-02" "c10-02-missing" "c10-02-next" 10 false "A review names its owner and at least two attendees, says everything it is asked, and was gone through.";
    ReviewNumber "C10-03" "c10-03-missing" "c10-03-next" 10 false "A review gives the impact in numbers, or says that there was none.";
    ActionOwed "C10-04" "c10-04-missing" "c10-04-next" 10 false "An improvement action has one owner of the roster, a date, an area, somebody who will look, and was accepted by name.";
    ActionVague "C10-05" "c10-05-missing" "c10-05-next" 10 false "An improvement action says what is done to what.";
    ActionEvidence "C10-06" "c10-06-missing" "c10-06-next" 10 false "An action that is done is shown by a file or a record.";
    ActionVerifier "C10-07" "c10-07-missing" "c10-07-next" 10 false "Who verifies an action is neither its owner nor who did it.";
    ActionNotDone "C10-08" "c10-08-missing" "c10-08-next" 10 false "Only an action that is done can be verified.";
    DroppedNoReason "C10-09" "c10-09-missing" "c10-09-next" 10 false "An action is dropped or opened again with a reason.";
    NoneWithoutReason "C10-10" "c10-10-missing" "c10-10-next" 10 false "Process, technical controls and policy each have an action, or a person who says why none is needed.";
    ActionUnseen "C10-11" "c10-11-missing" "c10-11-next" 10 false "A case is resolved once every action was verified by somebody else, or dropped with a reason.";
    NotWalked "C10-20" "c10-20-missing" "c10-20-next" 10 false "The lead confirms every step of containment, eradication and restoration, each by itself.";
    WalkNotLead "C10-21" "c10-21-missing" "c10-21-next" 10 false "It is the lead who confirms a remediation step.";
    WalkHow "C10-22" "c10-22-missing" "c10-22-next" 10 false "A remediation step is confirmed by saying how: what was looked at and what was seen.";
    WalkSame "C10-23" "c10-23-missing" "c10-23-next" 10 false "No two steps are confirmed in the same words.";
    WalkUnverified "C10-24" "c10-24-missing" "c10-24-next" 10 false "A remediation step is confirmed once somebody other than its operator verified it.";
    GateOpen "C10-30" "c10-30-missing" "c10-30-next" 10 false "Every control is met, does not apply by memo, or is partly met and accepted.";
    GateNotAccepted "C10-31" "c10-31-missing" "c10-31-next" 10 false "A partly met control closes once the SIRO signed a report that lists all that it rests on, by number.";
    ExhibitLoose "C10-32" "c10-32-missing" "c10-32-next" 10 false "Every exhibit is held by somebody at a place, its digest was computed, and how long it is kept is on record.";
    BeforeDaySeven "C10-33" "c10-33-missing" "c10-33-next" 10 false "Nothing is closed before the seventh day of the watch.";
    RegimeOpen "C10-34" "c10-34-missing" "c10-34-next" 10 false "Every law that applies was answered by a notice or a memo.";
    NotArchived "C10-35" "c10-35-missing" "c10-35-next" 10 false "The text of every notice and message is in the case.";
    NoResidual "C10-36" "c10-36-missing" "c10-36-next" 10 false "What risk stays is on record, or that none does.";
    RiskUnaccepted "C10-37" "c10-37-missing" "c10-37-next" 10 false "A risk that stays has an owner and a reason, and a person of the roster accepted it.";
    NoReport "C10-40" "c10-40-missing" "c10-40-next" 10 false "The closing report is made and kept in the case.";
    ReportOld "C10-41" "c10-41-missing" "c10-41-next" 10 false "The report holds everything that was recorded before the closing.";
    SignatureOwed "C10-42" "c10-42-missing" "c10-42-next" 10 false "Lead and SIRO each sign the report.";
    NotInCapacity "C10-43" "c10-43-missing" "c10-43-next" 10 false "Who signs as lead has the command, who signs as SIRO holds that role.";
    SiroIsLead "C10-44" "c10-44-missing" "c10-44-next" 10 false "The SIRO who signs is another person than the lead.";
    OtherReport "C10-45" "c10-45-missing" "c10-45-next" 10 false "A signature is over the very bytes of the report, named by their SHA-256.";
    OtherUse "C10-46" "c10-46-missing" "c10-46-next" 10 false "A signature is given for reports of this kind of case: its namespace says so, and an exercise has its own.";
    SignatureNotOver "C10-47" "c10-47-missing" "c10-47-next" 10 false "A signature by own key is by the enrolled key of the signer over the statement of this report.";
    KeyAfterDeclaration "C10-48" "c10-48-missing" "c10-48-next" 10 false "A key of somebody's own that signs was enrolled before the declaration: a hand-over, a memo, an approval, the report.";
    InkOwed "C10-49" "c10-49-missing" "c10-49-next" 10 false "A signature in ink is shown by its scan, the digest read off the page, a witness and where the original lies.";
    SignedBefore "C10-50" "c10-50-missing" "c10-50-next" 10 false "A report is signed after it was made.";
    LinesOpen "C10-51" "c10-51-missing" "c10-51-next" 10 false "A case is closed once its completion list is empty.";
    CloserNotLead "C10-52" "c10-52-missing" "c10-52-next" 10 false "It is the lead who closes a case.";
    NotClosed "C10-53" "c10-53-missing" "c10-53-next" 10 false "What is opened again was closed or stood down.";
    NotClosedYet "C10-54" "c10-54-missing" "c10-54-next" 10 false "A case is closed by the lead; no timer and no rule does it.";
    OtherCaseUnnamed "C10-55" "c10-55-missing" "c10-55-next" 10 false "A case that goes into another names it.";
    ControlApplies "C10-56" "c10-56-missing" "c10-56-next" 10 false "A memo that a control does not apply counts only while no record of the case shows that it does.";
    ClosedEarly "C10-57" "c10-57-missing" "c10-57-next" 10 false "A case is closed after its report was made and signed and after the seventh day of the watch, and ended after it was declared.";
    ScanOfOther "C10-58" "c10-58-missing" "c10-58-next" 10 false "The scan of a signed page is a file of its own: not the report, no other file of the case, no page of another signer.";

    CheckpointContradicts "J-01" "j-01-missing" "j-01-next" 0 false "No checkpoint is signed that contradicts one signed before.";
    AnchorOfNothing "J-02" "j-02-missing" "j-02-next" 0 false "An anchor names the case head of a checkpoint on record.";
    PaperOwed "J-03" "j-03-missing" "j-03-next" 0 false "An anchor on paper is signed by two people, and says where the original lies.";
    PaperOfOther "J-04" "j-04-missing" "j-04-next" 0 false "The first group of the case head, read off the signed page, is that of the checkpoint.";
    QuestionOwed "J-05" "j-05-missing" "j-05-next" 0 false "A question by phone has four words, which the side that asks says first.";
    OtherWords "J-06" "j-06-missing" "j-06-next" 0 false "The words read over the phone are those of this question and this checkpoint: eight, or sixteen where nobody asked.";
    PhoneOwed "J-07" "j-07-missing" "j-07-next" 0 false "An anchor by phone names two people and the number that was called.";
    WitnessUnsigned "J-08" "j-08-missing" "j-08-next" 0 false "A witness's signature is over the text of the checkpoint.";
    WitnessIsStation "J-09" "j-09-missing" "j-09-next" 0 false "A witness signs with another key than that of a laptop of the case.";
    WitnessUncompared "J-10" "j-10-missing" "j-10-next" 0 false "The key of a witness is enrolled as theirs, or its fingerprint was read out by them.";
    StampFails "J-11" "j-11-missing" "j-11-next" 0 false "The reply of a time-stamping authority grants the request, with its imprint and nonce, over the content that it names.";
    StampUnchained "J-12" "j-12-missing" "j-12-next" 0 false "The signature of a time-stamping authority is checked up to a certificate that came another way.";
    StationUncompared "J-13" "j-13-missing" "j-13-next" 0 false "A laptop is admitted once the fingerprint of its key was compared with what it shows itself.";

    InjectLate "D-01" "d-01-missing" "d-01-next" 0 false "An inject reaches the players within two minutes of the wall clock after it fell due.";
    InjectUndelivered "D-02" "d-02-missing" "d-02-next" 0 false "Every inject of the plan is delivered by a person, or shown by the screen where the plan says so.";
    InjectEarly "D-03" "d-03-missing" "d-03-next" 0 false "An inject is delivered once its minute of the drill's clock has come.";
    InjectTwice "D-04" "d-04-missing" "d-04-next" 0 false "An inject is delivered once.";
    DrillPlanOwed "D-05" "d-05-missing" "d-05-next" 0 false "A plan names objectives, facilitator, data collector, participants and injects.";
    DirectorPlays "D-06" "d-06-missing" "d-06-next" 0 false "Who leads a drill or writes down what is seen does not take part in it.";
    ObserverPlays "D-07" "d-07-missing" "d-07-next" 0 false "What is seen is written down by somebody who does not take part.";
    ObservedNothing "D-08" "d-08-missing" "d-08-next" 0 false "What is seen after an inject was done after it was delivered.";
    ScoredUnseen "D-09" "d-09-missing" "d-09-next" 0 false "A judgement rests on something that was seen.";
    ScoreWithoutNote "D-10" "d-10-missing" "d-10-next" 0 false "What was met in part or not says what was missing.";
    ClockAlreadySo "D-11" "d-11-missing" "d-11-next" 0 false "The drill's clock is started once, paused while it runs, resumed while it is paused.";
    DrillNotEnded "D-12" "d-12-missing" "d-12-next" 0 false "A drill that counts as held was begun and ended.";
    ObjectiveUnscored "D-13" "d-13-missing" "d-13-next" 0 false "The evaluator judges every objective.";
    NoAfterAction "D-14" "d-14-missing" "d-14-next" 0 false "A drill ends with its review.";
    DrillClass "D-15" "d-15-missing" "d-15-next" 0 false "Whatever is declared in a drill has the class test/test and a codename that says so.";
    Untested "D-16" "d-16-missing" "d-16-next" 0 false "Every procedure is drilled within 12 months.";
    EvaluatorPlays "D-17" "d-17-missing" "d-17-next" 0 false "Who judges does not take part.";
    PlannedAfterStart "D-18" "d-18-missing" "d-18-next" 0 false "A drill is planned before it begins.";

    EntityTwice "U-01" "u-01-missing" "u-01-next" 0 false "What goes by a name already is changed and not recorded again; records of one name are taken for one thing.";
    JudgedWithoutReason "U-02" "u-02-missing" "u-02-next" 0 false "A judgement of how an entity stands says why.";
    JudgedWithoutEvidence "U-03" "u-03-missing" "u-03-next" 0 false "That an entity is confirmed or ruled out cites the record or the exhibit that shows it.";
    CleanOutdated "U-04" "u-04-missing" "u-04-next" 0 false "What is called clean was looked through for every indicator that is known by now.";
    IndicatorOurs "U-05" "u-05-missing" "u-05-next" 0 false "An address that means nothing outside one's own network, or an own name, is remarked on before it is hunted for.";
    TakenInPart "U-07" "u-07-missing" "u-07-next" 0 false "What of another tool's list was known already, or has no name, is counted.";
    JudgedElsewhere "U-08" "u-08-missing" "u-08-next" 0 false "What a judgement cites names the entity, by one of its names; its own records and other judgements show nothing of it.";
    MergedSince "U-09" "u-09-missing" "u-09-next" 0 false "What was shown of one thing before it was known to be another too holds for the other once it is shown of it as well.";
    SignsAlone "U-10" "u-10-missing" "u-10-next" 0 false "A name has a letter or a digit: nothing goes by signs alone.";
    NameStays "U-11" "u-11-missing" "u-11-next" 0 false "A name that is taken off an entity is one that it is called beside its own.";
    IndicatorUnread "U-06" "u-06-missing" "u-06-next" 0 false "What no kind of indicator is told of is kept as text, and remarked on.";

    RowsTwice "R-01" "r-01-missing" "r-01-next" 0 false "The rows of one file are taken in once; taken in again, every one of them counts twice.";
    RowsRefused "R-02" "r-02-missing" "r-02-next" 0 false "Lines that became no rows are kept as they are, with the reason, until they are mended and taken in.";
    RowKnown "R-03" "r-03-missing" "r-03-next" 0 false "A row of another tool is on record once as a fact, and once as a bookmark; further ones are told.";
    RowAbove "R-04" "r-04-missing" "r-04-next" 0 false "What is read from the rows of an import stands under its mark or a higher one.";
    ImportStruck "R-05" "r-05-missing" "r-05-next" 0 false "What was read from a row rests on its import, and counts as long as that stands or something else shows it.";

    PlainWithoutReason "X-01" "x-01-missing" "x-01-next" 0 false "An export that leaves in plain, with people, telephone numbers or records above TLP:GREEN in it, says why.";
    NotCounsel "X-02" "x-02-missing" "x-02-next" 0 false "Privilege and legal hold are released by counsel, whose presence is shown.";
    DisposedUnderHold "X-03" "x-03-missing" "x-03-next" 0 false "Nothing is disposed of while a legal hold stands.";
    MediumUntold "X-10" "x-10-missing" "x-10-next" 0 false "A medium that came or went by hand is recorded with its serial number and with who gave or took it.";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_name_their_messages() {
        let ids: BTreeSet<_> = Rule::ALL.iter().map(|r| r.id()).collect();
        assert_eq!(ids.len(), Rule::ALL.len());
        for rule in Rule::ALL {
            assert_eq!(rule.missing(), format!("{}-missing", rule.id().to_lowercase()));
            assert_eq!(rule.next(), format!("{}-next", rule.id().to_lowercase()));
        }
    }

    #[test]
    fn only_rules_of_integrity_refuse() {
        for rule in Rule::ALL {
            assert_eq!(rule.integrity(), rule.id().starts_with("I-"), "{}", rule.id());
        }
    }
}
