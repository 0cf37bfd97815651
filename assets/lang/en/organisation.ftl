# The organisation at a glance: one line each, without a full stop.

title-organisation = The organisation
organisation-keys = Esc back
organisation-foot = Recorded with warroom org in a second terminal
organisation-gaps = { $count ->
    [0] nothing is missing
    [one] one gap
   *[other] { $count } gaps
}

section-profile = Who we are
section-procedures = Procedures
section-keys = Keys
section-people = People
section-numbers = Numbers
section-exercises = Exercises

org-approved = { $id } { $version } approved { $date } by { $who }
org-unproven = { $id } { $version } approved { $date } by { $who }: presence not shown, it does not count
org-other-text = { $id } { $version } is another text than { $approved }, approved { $date } by { $who }: approve it anew
org-retired = { $id } { $version } retired { $date }: { $reason }
org-not-approved = { $id } { $version } is a draft that nobody has approved
org-no-key = no key is enrolled: a second person signs on paper or is called back
org-key = { $who } { $fingerprint }, form { $form }
org-key-withdrawn = { $who } { $fingerprint } withdrawn { $date }: { $reason }
org-short = { $what }: { $missing }
org-role = { $who }: { $role }
org-role-until = { $who }: { $role }, valid until { $date }
org-role-open = { $who }: { $role } not acknowledged
org-nobody = nobody is known here: import an address book
org-numbers = { $who }: every number answered in a test within 12 months
org-numbers-open = { $who }: { $open } of { $count } numbers not answered in a test within 12 months
org-call-ahead = { $record }: test call to { $who } on { $date }: dated ahead of today, it does not count
org-exercise-planned = { $record }: { $id } planned for { $date }: { $title }
org-exercise-over = { $record }: { $id } was planned for { $date } and not held: { $title }
org-exercise-held = { $id } exercised { $date }, participants: { $count }
org-exercise-ahead = { $id } exercised { $date }: dated ahead of today, it does not count
org-exercise-old = { $id } last exercised { $date }: longer ago than 12 months
org-exercise-never = { $id } was never exercised
org-no-profile = nothing says who we are: warroom org profile
org-countries = in { $words }
org-sectors = sectors: { $words }
org-legal-roles = in law: { $words }
org-unsaid = nothing is said of { $what }
org-authority = may decide: { $words }, by { $ref }
org-no-exercise = no exercise is in the calendar
key-nobody = Nobody of this name is in the address book: the key shows nobody's presence
key-nobody-way = Put them there (warroom people import, or do person), then enrol the key again
