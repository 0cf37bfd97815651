# The organisation at a glance: one line each, without a full stop.

title-organisation = Die Organisation
organisation-keys = Esc zurück
organisation-foot = Eingetragen mit warroom org in einem zweiten Terminal
organisation-gaps = { $count ->
    [0] nichts fehlt
    [one] eine Lücke
   *[other] { $count } Lücken
}

section-profile = Wer wir sind
section-procedures = Verfahren
section-keys = Schlüssel
section-people = Personen
section-numbers = Nummern
section-exercises = Übungen

org-approved = { $id } { $version } freigegeben { $date } von { $who }
org-unproven = { $id } { $version } freigegeben { $date } von { $who }: Anwesenheit nicht belegt, zählt nicht
org-other-text = { $id } { $version } ist ein anderer Text als { $approved }, freigegeben { $date } von { $who }: neu freigeben
org-retired = { $id } { $version } außer Kraft gesetzt { $date }: { $reason }
org-not-approved = { $id } { $version } ist ein Entwurf, den niemand freigegeben hat
org-no-key = kein Schlüssel ist registriert: eine zweite Person unterschreibt auf Papier oder wird zurückgerufen
org-key = { $who } { $fingerprint }, Formular { $form }
org-key-withdrawn = { $who } { $fingerprint } zurückgezogen { $date }: { $reason }
org-short = { $what }: { $missing }
org-role = { $who }: { $role }
org-role-until = { $who }: { $role }, gültig bis { $date }
org-role-open = { $who }: { $role } nicht angenommen
org-nobody = niemand ist hier bekannt: ein Adressbuch einlesen
org-numbers = { $who }: jede Nummer binnen 12 Monaten in einem Test erreicht
org-numbers-open = { $who }: { $open } von { $count } Nummern binnen 12 Monaten in keinem Test erreicht
org-call-ahead = { $record }: Testanruf bei { $who } am { $date }: in die Zukunft datiert, zählt nicht
org-exercise-planned = { $record }: { $id } geplant für { $date }: { $title }
org-exercise-over = { $record }: { $id } war für { $date } geplant und fand nicht statt: { $title }
org-exercise-held = { $id } geübt { $date }, Teilnehmende: { $count }
org-exercise-ahead = { $id } geübt { $date }: in die Zukunft datiert, zählt nicht
org-exercise-old = { $id } zuletzt geübt { $date }: länger als 12 Monate her
org-exercise-never = { $id } wurde nie geübt
org-no-profile = nichts sagt, wer wir sind: warroom org profile
org-countries = in { $words }
org-sectors = Sektoren: { $words }
org-legal-roles = rechtlich: { $words }
org-unsaid = nichts ist gesagt zu: { $what }
org-authority = darf entscheiden: { $words }, laut { $ref }
org-no-exercise = keine Übung steht im Kalender
key-nobody = Niemand mit diesem Namen steht im Adressbuch: Der Schlüssel belegt niemandes Anwesenheit
key-nobody-way = Die Person aufnehmen (warroom people import, oder do person), dann den Schlüssel erneut registrieren
