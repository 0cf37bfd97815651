# The dossier: the whole case on paper

paper-stick = Etikett eines Datenträgers
export-state-failed = fehlgeschlagen
export-state-open = begonnen und ohne Ende
print-stick-list = SHA-256 der signierten Liste
print-stick-sealed = SHA-256 der versiegelten Datei
print-stick-open = kein beendeter Export: { $state }
paper-dossier = Dossier
dossier-title-full = Dossier
dossier-title-summary = Zusammenfassung für das Leitungsorgan
dossier-title-regulator = Anlage für die Aufsichtsbehörde
dossier-case = Fall { $codename }, Stand { $at }
dossier-as-of = Stand { $at }, letzter Eintrag des Journals
dossier-audience = Fassung für { $mark }: Was höher eingestuft ist, ist zurückgehalten
dossier-withheld-count = { $count ->
    [one] 1 Eintrag ist zurückgehalten oder wurde entnommen
   *[other] { $count } Einträge sind zurückgehalten oder wurden entnommen
 }
dossier-controls-without = { $count ->
    [one] Nur aus den Einträgen dieser Fassung berechnet; ein Eintrag ist nicht darin. Was er hinzufügen oder zurücknehmen würde, zeigt sich hier nicht.
   *[other] Nur aus den Einträgen dieser Fassung berechnet; { $count } Einträge sind nicht darin. Was sie hinzufügen oder zurücknehmen würden, zeigt sich hier nicht.
}
dossier-head = Kopfwert des Falls
dossier-head-how = Der Kopfwert des Falls ist der SHA-256 der signierten Prüfpunkte dieser Ketten. Wem er am Telefon genannt wurde, wer ihn auf Papier hat oder gegengezeichnet hat, kann ihn an diese Seite halten: Ein geänderter Eintrag ergibt einen anderen Kopfwert.
dossier-contents = Inhalt

dossier-s-summary = Zusammenfassung
dossier-s-controls = Die zehn Maßnahmen zu ISO/IEC 27001:2022 Anhang A 5.26
dossier-s-timeline = Zeitleiste
dossier-s-people = Besetzung und Anrufe
dossier-s-containment = Eindämmung
dossier-s-remedy = Beseitigung und Wiederherstellung
dossier-s-cause = Ursache
dossier-s-exhibits = Asservate und ihre Verwahrung
dossier-s-notices = Meldungen, Vermerke, wer benachrichtigt wurde
dossier-s-decisions = Entscheidungen und Lagebesprechungen
dossier-s-watch = Nachbeobachtung
dossier-s-review = Nachbereitung und Maßnahmen daraus
dossier-s-gaps = Akzeptierte Abweichungen und Lücken
dossier-s-unanchored = Zeiträume ohne Anker
dossier-s-signed = Unterschriften
dossier-s-verify = Wie dieses Dossier geprüft wird

dossier-h-roster = Rollen
dossier-h-calls = Anrufe
dossier-h-inside = Intern benachrichtigt
dossier-h-lineage = Artefakte und ihre Herkunft
dossier-h-experiments = Experimente
dossier-h-told = Wer sonst zu benachrichtigen war
dossier-h-counts = Wie viele Personen
dossier-h-questions = Rechtsfragen
dossier-h-suppliers = Dienstleister
dossier-h-overrides = Akzeptiert, obwohl eine Regel nicht erfüllt war
dossier-h-points = Was der Risikoeigner nach Nummern akzeptiert
dossier-h-open = Noch fehlend
dossier-h-clocks = Uhren
dossier-h-withheld = Zurückgehaltene Einträge

dossier-c-station = Kette
dossier-c-lines = Zeilen
dossier-c-root = Wurzel (RFC 6962)
dossier-c-fingerprint = Schlüssel
dossier-c-missing = Fehlt, akzeptiert
dossier-c-time = Geschehen
dossier-c-recorded = Eingetragen
dossier-c-by = Von
dossier-c-role = Rolle
dossier-c-person = Person
dossier-c-since = Seit
dossier-c-callee = Angerufen
dossier-c-outcome = Ergebnis, Identität
dossier-c-words = Im Wortlaut
dossier-c-asset = Asset
dossier-c-action = Handlung
dossier-c-test = Von außen getestet
dossier-c-accepted = Was akzeptiert wurde, von wem
dossier-c-rule = Regel
dossier-c-next = Wie es weitergeht
dossier-c-clock = Was gesehen wurde
dossier-c-withheld = An seiner Stelle
dossier-c-until = Bis
dossier-c-lasted = Stunden
dossier-c-anchor = Anker
dossier-not-yet = noch nichts
dossier-anchor-withheld = { $record }: verankert, der Eintrag ist zurückgehalten

dossier-nothing = nichts
dossier-lacks = { $count } fehlen: { $rules }
dossier-axis-signs = Tatsachen stehen über der Achse, Handlungen darunter. Fahnen sind Fristen zu dem Zeitpunkt, an dem sie ablaufen, schwarz, wo überschritten; die gebrochene Linie ist der Zeitpunkt dieses Dossiers.

dossier-axis = Graue Strecken sind gekürzt; wie lang jede war, steht unter der Achse.
dossier-ask-head = Die ersten 16 Ziffern des Kopfwerts
dossier-facts = { $count ->
    [one] 1 Tatsache
   *[other] { $count } Tatsachen
 }
dossier-actions = { $count ->
    [one] 1 Handlung
   *[other] { $count } Handlungen
 }
dossier-not-here = { $count ->
    [one] 1 zurückgehalten
   *[other] { $count } zurückgehalten
 }
dossier-fallen = { $count ->
    [one] 1 Zeile, die gestrichen, berichtigt oder widerlegt wurde, ist nicht gezeichnet; sie steht in der Zeitleiste.
   *[other] { $count } Zeilen, die gestrichen, berichtigt oder widerlegt wurden, sind nicht gezeichnet; sie stehen in der Zeitleiste.
 }
dossier-clock = { $name }: { $state }
dossier-clock-sent-late = { $name }: verspätet gesendet
dossier-days = { $count } d
dossier-hours = { $count } h
dossier-minutes = { $count } min
dossier-tick = { $date } { $at }
dossier-sent = Meldung gesendet: { $notice }
dossier-phase = { $from } bis { $to }, { $span }
dossier-phase-open = seit { $from }, { $open } von { $steps } Schritten offen
dossier-phase-none = nicht begonnen, { $open } von { $steps } Schritten offen
dossier-too-long = Die Zeitleiste hat { $count } Zeilen, und höchstens { $most } werden gesetzt: Jede Zeile steht in der Tabelle timeline.csv des Fallordners und in seinem Journal.
dossier-timeline-how = In der Reihenfolge, in der es geschah. Tatsachen des Vorfalls sind fett, was als Reaktion getan wurde, ist es nicht. Zeiten sind Ortszeiten, mit der UTC-Abweichung des Tages; eine Zeit, die anders als durch die Uhr des Laptops bekannt ist, sagt es. Gestrichene und berichtigte Zeilen bleiben lesbar.
dossier-day = { $weekday } { $date }, UTC{ $offset }
dossier-time = Zeit: { $how }
dossier-and = { $front }; { $back }
dossier-said-by = gesagt von { $who }
dossier-basis = beruht auf { $cited }, bestätigt von { $who }
dossier-row-struck = gelesen aus einer Zeile von Import { $record }, der gestrichen wurde
dossier-row-time = nach der Uhr, wie seither erklärt, ist die Zeile von { $time }

dossier-withheld = zurückgehalten, { $mark }, { $at }
dossier-withheld-privileged = zurückgehalten, anwaltlich geschützt, { $at }
dossier-withheld-phones = zurückgehalten, Telefonnummern, { $at }
dossier-withheld-unknown = zurückgehalten, { $at }
dossier-taken-out = entnommen, { $ground }, durch Eintrag { $record }, { $at }
dossier-withheld-how = Von diesen Einträgen bewahrt das Journal Nummer, Zeit und Hashwert; die Worte sind nicht in dieser Fassung. Die Zeit ist die des Eintragens.

dossier-deputy = Stellvertretung: { $who }
dossier-vacant = unbesetzt: { $reason }
dossier-conflict = { $who } hat { $role } und { $other }: { $standing }
dossier-conflict-open = niemand hat diesen Pflichtenkonflikt akzeptiert
dossier-conflict-solo = gedeckt durch die Erklärung zum alleinigen Beginn
dossier-conflict-ratified = vom Risikoeigner akzeptiert
dossier-called-by = von { $who }, { $channel }
dossier-no-outcome = kein Ergebnis eingetragen

dossier-done-by = von { $who }, auf Anordnung von { $authority }
dossier-tested = { $result }, durch { $who }, Eintrag { $record }
dossier-exhibit = { $label }: { $what }
dossier-hands = { $from } an { $to }
dossier-place = { $place }, Eintrag { $record }
dossier-paper = { $title } ({ $number })

dossier-no-override = Keine akzeptierte Abweichung ist eingetragen.
dossier-jump = die Uhr sprang von { $before } auf { $after }
dossier-damage = { $count ->
    [one] das Journal wurde beschädigt vorgefunden: 1 Problem
   *[other] das Journal wurde beschädigt vorgefunden: { $count } Probleme
 }
dossier-unanchored-how = Eine Kette allein hindert den Besitzer des Laptops nicht daran, sie ganz neu zu schreiben: Was aus dem Raum getragen wurde, tut es. Dies sind die Zeiträume, in denen Einträge standen, die nichts außerhalb des Raums festgehalten hatte, jeder mit dem Anker, der ihn beendete.
dossier-all-anchored = Kein Zeitraum ist verzeichnet.
dossier-report-signed = { $who }, { $at }, Eintrag { $record }
dossier-signing = Mit der Unterschrift bestätigt jede Person, dieses Dossier unter dem Kopfwert des Falls gelesen zu haben, der auf jeder Seite steht. Die Unterschrift gilt dem Papier; sie ändert keinen Eintrag.

dossier-verify = Dieses Dossier ist aus dem Journal des Falls erstellt und trägt dessen Kopfwert auf jeder Seite. In dem Fallordner, mit dem es kam, prüfen die Werkzeuge jedes Rechners mit Linux oder macOS das Ganze:
dossier-verify-files = sha256sum --quiet -c manifest-sha256.txt: Jede Datei des Falls ist, wie sie geschrieben wurde
dossier-verify-tags = sha256sum --quiet -c tagmanifest-sha256.txt: Die Listen selbst sind, wie sie geschrieben wurden
dossier-verify-signature = ssh-keygen -Y verify, mit den Argumenten, die VERIFY.txt ausschreibt: Der Laptop, dessen Schlüssel den Fingerabdruck auf dem Deckblatt hat, hat diese Liste signiert
dossier-verify-program = warroom verify FOLDER: jede Zeile, Verknüpfung, Wurzel, Signatur und Tabelle des Ordners
dossier-verify-again = warroom dossier für den Fall mit diesem Kopfwert erstellt dieses Dokument erneut, Byte für Byte, mit derselben Programmversion und für denselben Leserkreis
dossier-verify-head = Vergleichen Sie Kopfwert und Fingerabdruck des Deckblatts mit dem, was Sie auf anderem Weg erhalten haben: am Telefon, auf einem unterschriebenen Blatt, von einem Zeugen. Nur das zeigt, dass niemand das Ganze neu geschrieben hat.
dossier-verify-not = Was nichts davon zeigt: dass wahr ist, was Personen eingetragen haben, dass sie alles eingetragen haben, und dass die Uhr des Laptops über das hinaus richtig ging, was die Uhrenvergleiche sagen.
dossier-verify-words = Ein Eintrag wird mit seiner Nummer angeführt; bei mehr als einem Laptop folgen die ersten zwei Ziffern des Laptops. Ein Asservat ist durch seinen SHA-256 bestimmt. Zeichen, die die mitgeführten Schriften nicht darstellen können, stehen als ihre Nummer da, U+ und Hexadezimalziffern in spitzen Klammern.

# Made at the console
title-make-dossier = Das Dossier als Datei
short-make-dossier = Dossier
title-make-plan = Der Plan zur Vorfallsbewältigung als Datei
field-part = Teil
hint-part = alles, wo nichts gesagt ist
field-written-as = Format
hint-written-as = PDF, oder nach der Endung der neuen Datei
field-new-file = Neue Datei
hint-new-file = ein Pfad; leer: im Ordner der Formulare neben dem Fall
papering = Das Schriftstück wird erstellt; die Konsole läuft weiter
papering-runs = Ein Schriftstück wird bereits erstellt; seine Datei wird genannt, sobald sie da ist

# In the closing report
print-h-dossiers = Zu diesem Fall erstellte Dossiers
print-c-part = Teil
print-c-readers = Leserkreis bis
print-everybody = nichts zurückgehalten
