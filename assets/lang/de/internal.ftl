# What is said inside: decisions, who needs to know, messages, briefings. All words of this concern stand here.

# Commands
title-decide = Eine Entscheidung
title-review-decision = Eine Entscheidung wird erneut betrachtet
title-briefing = Protokoll einer Lagebesprechung
title-settle-action = Ein vereinbarter Auftrag
title-may-know = Wer es wissen muss
title-may-know-ends = Muss es nicht mehr wissen
title-message = Intern wurde mitgeteilt
title-internal = Intern: wer es wissen muss, Mitteilungen, Besprechungen
title-decisions = Das Entscheidungsprotokoll
short-decide = Entscheid
short-decisions = Entscheide
short-briefing = Protokoll
print-no-minutes = Noch hat keine Lagebesprechung ein Protokoll

# Fields
field-question = Frage
field-options = Möglichkeiten
field-choice = Was gewählt wurde
field-objected = Wer widersprach
field-replaces = Ersetzt Entsch.
field-decision = Entscheidung
field-decision-outcome = Feststellung
field-agenda = Tagesordnung
field-facts-said = Tatsachen
field-assumed = Annahmen
field-actions = Aufträge
field-last-reason = Warum keine folgt
field-decisions = Entscheidungen
field-roll = Anwesenheit
field-briefing = Lagebesprechung
field-action-number = Welcher Auftrag
field-action-outcome = Was daraus wurde
field-result-said = Sein Ergebnis
field-persons = Personen
field-persons-file = Personen, Datei
field-function = Funktion
field-need = Warum zu wissen
field-up-to = Bis Stufe
field-recipients = Empfänger
field-recipients-file = Empfänger, Datei
field-tlp = TLP-Stufe
field-many-reason = Warum so viele
field-approved-by = Freigegeben von
field-sent-copy = Kopie, gesendet
hint-question = was zu entscheiden war, wie es gefragt wurde
hint-options = je Zeile eine oder mit Semikolons; auch Nichtstun ist eine
hint-choice = ihre Nummer unter den Möglichkeiten, oder in Worten
hint-objected = je Zeile Name: warum; nobody, wenn niemand widersprach
hint-replaces = die Entscheidung, die nicht mehr gilt
hint-decision = ihr Eintrag; leer ist die fällige
hint-agenda = je Zeile einer oder mit Semikolons
hint-facts-said = je Zeile, mit Eintrag: #48 Schlüssel zweimal benutzt
hint-assumed = eine je Zeile: was niemand bestätigt hat
hint-actions = je Zeile Name: was zu tun ist @ 14:30; oder none
hint-last-reason = nur wo keine weitere Lagebesprechung folgt
hint-decisions = Einträge; leer: seit der Anwesenheitsprüfung; oder none
hint-roll = ihr Eintrag; leer ist die letzte ohne Protokoll
hint-action-number = seine Nummer im Protokoll; leer ist der erste offene
hint-result-said = was daraus wurde, oder warum er entfällt
hint-persons = Namen, mit Kommas; keine Verteiler, keine Gruppen
hint-persons-file = je Zeile Name; Funktion; warum
hint-function = Leitung Entgeltabrechnung; leer: die Berufsbezeichnung
hint-need = was sie damit zu tun haben
hint-up-to = leer ist jede Freigabestufe
hint-recipients = Namen, mit Kommas; keine Verteiler, keine Gruppen
hint-recipients-file = je Zeile ein Name
hint-tlp = CLEAR, GREEN, AMBER, AMBER+STRICT oder RED
hint-many-reason = nötig bei mehr als zwölf

# Codes
decision-outcome-stands = sie gilt weiter
decision-outcome-lapsed = ihre Frage hat sich erledigt
decision-standing-holds = gilt
decision-standing-replaced = ersetzt
decision-standing-lapsed = erledigt
decision-standing-struck = gestrichen
action-outcome-done = erledigt
action-outcome-dropped = verworfen
list-file-no-text = sie ist kein Text
internal-no-tlp = keine TLP-Stufe

# The timeline
act-decided = entschieden von { $who }: { $choice }; gefragt: { $question }
act-decision-reviewed = Entscheidung { $record } erneut betrachtet von { $who }: { $outcome }
act-need = { $who } von { $by } ins Register derer aufgenommen, die es wissen müssen: { $role }
act-need-ended = { $who } muss es nicht mehr wissen, sagt { $by }
act-message = { $count ->
    [one] 1 Person
   *[other] { $count } Personen
} intern benachrichtigt von { $by }: { $channel }
act-briefing = Protokoll einer Lagebesprechung von { $by }: { $decisions ->
    [0] keine Entscheidung
    [one] 1 Entscheidung
   *[other] { $decisions } Entscheidungen
 }, { $actions ->
    [0] kein Auftrag
    [one] 1 Auftrag
   *[other] { $actions } Aufträge
 }
act-briefing-settled = Auftrag { $number } aus Lagebesprechung { $record } { $outcome }, sagt { $who }

# What waits
need-decision-review = Entscheidung { $record } ist erneut zu betrachten, { $over } überfällig: { $question }
need-action = { $owner }, fällig vor { $over }: { $what }

# Rules
c7-01-missing = { $who } steht für eine Gruppe: Niemand kann sagen, wer es gelesen hat
c7-01-next = Jeden Leser mit Namen nennen und einzeln benachrichtigen
c7-02-missing = { $count } Empfänger, und kein Grund für mehr als zwölf
c7-02-next = Sagen, warum jeder von ihnen es wissen muss, oder weniger benachrichtigen
c7-03-missing = Es trägt keine TLP-Stufe: Leser wissen nicht, wie weit es gehen darf
c7-03-next = Mit der Stufe eintragen, die es trug, oder unter einer Stufe erneut benachrichtigen
c7-04-missing = { $who } wurde benachrichtigt und steht nicht im Register derer, die es wissen müssen
c7-04-next = Zuerst dort aufnehmen, mit Funktion und Grund; oder sagen, warum benachrichtigt wurde
c7-05-missing = Tatsache { $number } beruht auf Eintrag { $record }, und { $why }
c7-05-next = Als Annahme sagen oder bestätigen lassen; berichtigen, was hinausging
c7-06-missing = Tatsache { $number } nennt keinen Eintrag, auf dem sie beruht
c7-06-next = Als „#48“ und die Worte schreiben oder als Annahme sagen
c7-07-missing = { $what } fehlt: Niemand kann sehen, was gesagt wurde und wer dafür einsteht
c7-07-next = Mit dem Fehlenden erneut eintragen und den ersten Eintrag streichen
c7-08-missing = { $what } fehlt: Niemand kann sehen, warum sie es wissen dürfen
c7-08-next = Mit Funktion und Grund erneut aufnehmen
c7-09-missing = Intern wurde niemand namentlich benachrichtigt
c7-09-next = Benachrichtigen, wer es wissen muss, jeden mit Namen, und die Mitteilung eintragen
c7-10-missing = Keine Lagebesprechung hat ein Protokoll
c7-10-next = Anwesenheit feststellen, das Team unterrichten und das Protokoll schreiben
c7-11-missing = Im Protokoll fehlt: { $what }
c7-11-next = Mit dem Fehlenden erneut eintragen und das erste streichen
c7-12-missing = Keine Anwesenheitsprüfung zeigt, wer da war
c7-12-next = Die Anwesenheit bei der Lagebesprechung eintragen, und mit ihr das Protokoll
c7-13-missing = Auftrag { $number } nennt niemanden, der zuständig ist, oder nicht, was zu tun ist
c7-13-next = In der Form „Name: was zu tun ist“ schreiben und das Protokoll erneut eintragen
c7-14-missing = Eintrag { $record } ist keine Entscheidung des Protokolls, die zählt
c7-14-next = Die Entscheidung mit Möglichkeiten, Grund und Widersprüchen eintragen und im Protokoll nennen
c7-15-missing = Nichts sagt, was aus dem Auftrag wurde
c7-15-next = Sagen, was daraus wurde oder warum er entfällt, oder den Eintrag nennen, der es zeigt
c7-20-missing = Der Entscheidung fehlt: { $what }
c7-20-next = Mit dem Fehlenden erneut entscheiden und eintragen, mit der Entscheidung, die sie ersetzt
c7-21-missing = Keine andere Möglichkeit ist genannt: Nichts wurde gewählt
c7-21-next = Aufschreiben, was sonst möglich gewesen wäre, und sei es abzuwarten
c7-22-missing = Ein Widerspruch hat keinen Namen oder keinen Grund
c7-22-next = In der Form „Name: warum“ schreiben
c7-23-missing = Nichts sagt, warum sie weiter gilt oder sich erledigt hat
c7-23-next = Die erneute Betrachtung mit dem Grund noch einmal eintragen
c7-24-missing = { $count ->
    [one] Das Protokoll wiederholt Worte aus einem Eintrag, der anwaltlich geschützt ist oder über seiner Einstufung steht
   *[other] Das Protokoll wiederholt Worte aus { $count } Einträgen, die anwaltlich geschützt sind oder über seiner Einstufung stehen
 }
c7-24-next = Die Worte herausnehmen oder sie eintragen: das Protokoll steht dann unter { $mark } und ist geschützt, solange ein Eintrag es ist, dessen Worte es wiederholt
c7-25-missing = Eintrag { $record } hat das Protokoll dieser Besprechung schon
c7-25-next = Erst jenes lesen; dieses nur eintragen, wenn es daneben stehen soll, oder das andere streichen

# What a control accepted
override-many-recipients = { $count } Personen auf einmal benachrichtigt, mit Grund, freigegeben von { $who }
override-message-corrected = Mitteilung { $record } zählte nicht und wurde berichtigt

# Sheets
sheet-lacks = { $what } ({ $rule }). { $next }
decisions-how = Die letzte zuerst. Eine Entscheidung, die nicht mehr gilt, wird durch eine andere ersetzt, nie geändert
decisions-question = { $record }  { $at }  { $standing }: { $question }
decisions-choice = { $who } wählte: { $choice }
decisions-reason = Grund: { $reason }
decisions-option = nicht gewählt: { $option }
decisions-no-objection = niemand widersprach
decisions-objection = { $who } widersprach: { $why }
decisions-replaced = Entscheidung { $record } steht an ihrer Stelle
decisions-review = erneut zu betrachten { $at }
decisions-reviewed = { $at } { $who }: { $outcome }; { $reason }
internal-how = Namentlich mitgeteilt, denen, die es wissen müssen, Tatsachen und Annahmen getrennt
internal-h-actions = Offene Aufträge: { $count }
internal-action = { $owner }, aus Lagebesprechung { $record }, Auftrag { $number }: { $what }
internal-action-due = { $owner }, bis { $due }, aus Lagebesprechung { $record }, Auftrag { $number }: { $what }
internal-h-register = Wer es wissen muss
internal-by-role = durch ihre Rolle: { $count ->
    [one] 1 Person mit einer Rolle im Vorfall
   *[other] wer die { $count } Rollen im Vorfall innehat
 }
internal-need = { $who }, { $role }: { $need } (erlaubt von { $by }, ab { $at }; benachrichtigt in { $count ->
    [one] 1 Mitteilung
   *[other] { $count } Mitteilungen
 })
internal-need-over = nicht mehr: { $who }, { $role }: { $need } (ab { $at })
internal-ended = { $who } muss es seit { $at } nicht mehr wissen, sagt { $by }: { $reason }
internal-h-messages = Mitteilungen: { $count }
internal-message = { $record }  { $at }  { $tlp }, an { $count ->
    [one] 1 Person
   *[other] { $count } Personen
 }, von { $by }, freigegeben von { $approver }: { $channel }
internal-recipient = an { $who }, { $role }: { $need }
internal-fact = Tatsache ({ $cites }): { $text }
internal-assumption = Annahme: { $text }
internal-put-right = berichtigt durch Mitteilung { $record }
internal-h-briefings = Lagebesprechungen: { $count }
internal-briefing = { $record }  { $at }, Protokoll von { $by }: { $present } anwesend, { $decisions ->
    [one] 1 Entscheidung
   *[other] { $decisions } Entscheidungen
 }, { $actions ->
    [one] 1 Auftrag
   *[other] { $actions } Aufträge
 }
internal-settled = { $owner }: { $what }: { $outcome } { $at }: { $result }

# Minutes on paper
print-minutes-title = Protokoll der Lagebesprechung { $record }
print-minutes-by = Protokoll von
print-f-began = Beginn
print-f-ended = Ende
print-f-roll-note = Bemerkung zur Anwesenheit
print-h-agenda = Tagesordnung
print-numbered = { $number }  { $text }
print-h-said-facts = Tatsachen
print-h-assumed = Annahmen, von niemandem bestätigt
print-assumed = angenommen: { $text }
print-c-fact = Tatsache
print-h-decided = Entschieden
print-c-question = Frage
print-c-choice = Gewählt, und warum
print-c-decider = Von wem, Widersprüche
print-objection = { $who } widersprach: { $why }
print-decision-review = erneut zu betrachten { $at }
print-h-agreed = Vereinbart
print-c-who-does = Wer
print-c-action = Was
print-no-due = keine Zeit festgelegt
print-settled-action = { $outcome } { $at }: { $result }
print-h-note = Bemerkungen
print-decided-above = { $count ->
    [one] eine Entscheidung fiel, die über der Einstufung dieses Protokolls steht oder anwaltlich geschützt ist
   *[other] { $count } Entscheidungen fielen, die über der Einstufung dieses Protokolls stehen oder anwaltlich geschützt sind
}
print-roll-above = in einer Anwesenheit genannt, die über der Einstufung dieses Protokolls steht oder anwaltlich geschützt ist
print-none-said = keine eingetragen
print-no-next = keine: { $reason }
knew-log = entschied, Eintrag { $record }
knew-message = wurde namentlich in einer Mitteilung benachrichtigt
