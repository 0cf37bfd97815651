# Sheets: the audit view, the call-out, volatile sources, the relief. Each line is one entry, in the console and on paper.

sheet-without = { $title }, ohne { $count } zurückgehaltene
title-audit = Audit: die zehn Maßnahmen zu A.5.26
title-call-out = Alarmierung: wer als Nächstes
title-sources = Flüchtige Quellen, der Reihe nach
title-watch = Für die Ablösung
title-others = Zu benachrichtigen: Personen und andere
sheet-keys = Enter dorthin   a klären   Esc zurück
sheet-keys-sources = a gesichert   x aufgeben   Esc zurück
sheet-keys-entities = Enter öffnen   a aufnehmen   n was als nächstes kommt   / suchen   Esc zurück
sheet-keys-entity = Enter dorthin   n was als nächstes kommt   Esc zurück
sheet-keys-technique = Enter dorthin   Esc zurück
sheet-keys-typing = Enter behalten   Esc alle
sheet-nothing-to-do = Hier ist nichts zu klären
sheet-no-words = Inhalt nicht in dieser Datei

# The controls, in their order
control-1 = Aktivierung
control-2 = Eindämmung
control-3 = flüchtige Beweismittel
control-4 = Ursache
control-5 = Beseitigung
control-6 = Wiederherstellung
control-7 = interne Kommunikation
control-8 = Benachrichtigung
control-9 = Nachbeobachtung
control-10 = Abschluss
standing-met = erfüllt
standing-partly = teilweise erfüllt
standing-not-met = nicht erfüllt
standing-memo = nicht anwendbar, laut Vermerk

audit-summary = { $number }  { $name }: { $standing }
audit-summary-missing = { $number }  { $name }: { $standing }, fehlt: { $missing }
audit-control = { $number }  { $name }: { $standing }  (Einträge: { $records }, fehlt: { $missing })
audit-record = { $record }  { $words }
audit-missing = fehlt: { $what } ({ $rule }). { $next }
audit-missing-about = { $about }: { $what } ({ $rule }). { $next }
audit-about = { $about }
audit-and = { $front }, { $back }
audit-override = akzeptiert in Eintrag { $record }: { $what }
audit-procedures = Verfahren in Anwendung, als Dokumente
audit-procedure = { $id } { $version }: { $standing }
audit-traps = Acht Fallen, und wie dieser Fall jede vermeidet
audit-trap = { $trap }: { $verdict }; { $how }
audit-phases = Phasen, aus den Einträgen
audit-phase-waiting = { $phase }: nicht begonnen
audit-phase-running = { $phase }: läuft seit { $hours } h { $minutes } min{ $open ->
    [0] , kein Schritt offen
    [one] , ein Schritt offen
   *[other] , { $open } Schritte offen
}
audit-phase-ended = { $phase }: beendet nach { $hours } h { $minutes } min

trap-policy-pdf = eine Richtlinie als Eindämmung
trap-collect-button = Beweismittel ohne Datei
trap-human-error = eine Ursache ohne Zitat
trap-unread-mail = eine Nachricht, die niemand las
trap-task-done = erledigt ohne sauberen Scan
trap-countdown = ein Countdown statt einer Entscheidung
trap-everyone = eine Mitteilung an alle
trap-bot = von einer Maschine abgeschlossen
trap-verdict-avoided = vermieden
trap-verdict-partly = noch nicht belegt
trap-verdict-nothing = noch nichts eingetragen
trap-of-policy-pdf = Eindämmungen haben Belege und einen bestandenen Test von außen
trap-of-collect-button = Asservaten haben einen hier berechneten Hashwert
trap-of-human-error = Befunden zur Ursache sind bestätigt, mit Worten, die darin gefunden wurden
trap-of-unread-mail = Rollen sind mündlich quittiert von denen, die sie innehaben
trap-of-task-done = wiederhergestellten Systemen sind nach sauberem Scan in Betrieb, von jemand anderem freigegeben
trap-of-countdown = Fristen sind durch Meldung oder Vermerk beantwortet
trap-of-everyone = Nachweisen interner Mitteilungen zählen
trap-share = { $count } von { $all } { $what }
trap-open = er ist offen, und nur Menschen beenden ihn
trap-ended = beendet von { $who }, mit Grund

override-memo = ohne sie akzeptiert als nicht anwendbar, von { $who }, gegengelesen von { $reviewer }, weil { $reason }
override-skipped = { $step } ausgelassen, entschieden von { $who }
override-approved-after = { $id } wurde erst nach der Ausrufung freigegeben
override-approved-late = der gesendete Text für { $name } wurde erst danach freigegeben, von { $who }
override-start-later = der Fristbeginn von { $name } wurde später gesetzt, mit { $who } als zweiter Person
override-conflict = { $who } hat { $role } und { $other } inne
override-window = Änderung an { $asset } außerhalb der Zeit des Vorfalls, mit Grund
override-given-up = Quelle { $source } aufgegeben
override-rebooted = { $asset } neu gestartet, als { $open } Quellen offen waren
override-taken-out = die Bytes von Eintrag { $record } wurden auf Anordnung entnommen
override-body = Eintrag { $record } ({ $kind }) wurde auf Anordnung entnommen: Was er sagte, ist nicht zu beurteilen
override-vacant = { $role } unbesetzt gelassen, mit Grund
override-gap = eine Lücke in der Verwahrung von { $label }, erklärt
override-custody = { $label }: { $what }; erklärt
override-loss = { $label } ist unvollständig; der Verlust ist akzeptiert von { $who }

# Call-out
callout-how = Zuerst mündlich. Prüfen, wer es ist: Losung, oder Rückruf auf der bekannten Nummer. Nur die wiederholte Rolle ist eine Quittierung.
callout-next = als Nächstes: { $role }: { $who }, { $stand }
callout-next-deputy = als Nächstes: { $role }: { $who }, { $stand }; Vertretung: { $deputy }
callout-turn = { $role }: { $who }, { $stand }
callout-turn-deputy = { $role }: { $who }, { $stand }; Vertretung: { $deputy }
turn-vacant = unbesetzt gelassen
turn-prepared = vorgesehen, hat noch keine Rolle
turn-nobody = noch niemand
turn-acknowledged = quittiert
turn-declared = hat den Vorfall ausgerufen
turn-to-call = anzurufen
turn-waiting = angerufen, noch keine Antwort
turn-overdue = überfällig: Vertretung anrufen
turn-short = quittiert, zählt nicht
turn-missed = nicht erreicht: Vertretung anrufen

# Volatile sources
source-line = { $key }  { $volatility }, { $stand }: { $name }
source-command = $ { $command }
source-note = { $note }
source-none = Kein Verfahren in Anwendung nennt eine Quelle.
source-state-open = offen
source-state-captured = gesichert
source-state-short = gesichert, zählt nicht
source-state-given-up = aufgegeben
volatility-seconds = in Sekunden weg
volatility-minutes = in Minuten weg
volatility-hours = in Stunden weg
volatility-days = in Tagen weg
volatility-stable = beständig

# Relief
relief-state = Wie es steht
relief-case = { $codename }, { $severity }, offen seit { $elapsed }
relief-known = bekannt: { $words }
relief-unknown = nicht bekannt: { $words }
relief-phase = { $phase } läuft, offene Schritte: { $open }
relief-control-met = Maßnahme { $number } { $name }: { $standing }
relief-control = Maßnahme { $number } { $name }: { $standing }, fehlt: { $missing }
relief-waits = Was auf eine Person wartet
relief-nothing = nichts
relief-clocks = Fristen
relief-clock = { $name }: noch { $left }
relief-clock-late = { $name }: um { $left } verspätet
relief-no-clock = keine läuft
relief-people = Wer was innehat
relief-role = { $role }: { $who }
relief-recent = Die letzten { $hours } Stunden, Neuestes zuerst
relief-line = { $record }  vor { $hours } h { $minutes } min  { $words }
relief-read-back = Die Ablösung wiederholt, was offen ist; hand-over trägt es ein, und die Rolle geht über.

# People and others to tell
told-how = Eine Entscheidung benachrichtigt niemanden: Als benachrichtigt gilt jemand, sobald Text, Weg, Zeit und Nachweis eingetragen sind
told-item = { $group }: { $standing }
told-item-who = { $group }, { $who }: { $standing }
told-asked-law = verlangt von { $name }
told-asked-words = { $name }: { $words }
told-asked-duty = Pflicht aus dem Verfahren: { $duty }
told-decided = sie { $decision }; { $who }, { $at }: { $reason }
told-decided-ground = sie { $decision }, { $ground }; { $who }, { $at }: { $reason }
told-decided-until = sie { $decision }, bis { $until }; { $who }, { $at }: { $reason }
told-number = Anzahl { $number }, Methode: { $method }
told-number-counted = Anzahl { $number }, gezählt in Eintrag { $record } { $method }
told-sent = benachrichtigt { $at } von { $who }, über { $channel }; Text { $sha256 }
told-all-the-same = Entschieden, nicht zu benachrichtigen, und doch benachrichtigt: die Entscheidung eintragen, die gilt, oder den falschen Eintrag streichen
told-short = { $what } ({ $rule })
told-h-suppliers = Meldungen von Dienstleistern
told-supplier = { $supplier }, Eintrag { $record }
told-time = { $which }: { $at }
told-no-time = { $which }: nicht eingetragen
told-clock = unsere Frist beginnt mit dem Eingang der Meldung, { $at }; eine früher eingetragene Kenntnis bleibt maßgeblich
told-no-clock = keine personenbezogenen Daten, sagt die Meldung; sie ging { $at } ein und setzt keine Frist der DSGVO in Gang
# Questions of law
title-questions = Rechtsfragen
title-questions-at = Rechtsfragen, { $n } von { $count }
question-keys = y ja  n nein  t noch nicht  Tab weiter  o Frist  a andere  p wer  Esc zurück
question-count = { $count ->
    [one] Ein Gesetz ist
   *[other] { $count } Gesetze sind
} im Fall, { $open } offen; entscheiden darf: { $holders }
question-count-no-profile = { $count ->
    [one] Ein Gesetz ist
   *[other] { $count } Gesetze sind
} im Fall, { $open } offen; nichts sagt, wer wir sind: warroom org profile, oder der Befehl scope
question-count-no-authority = { $count ->
    [one] Ein Gesetz ist
   *[other] { $count } Gesetze sind
} im Fall, { $open } offen; niemand ist als Inhaber der übertragenen Befugnis eingetragen
question-law = { $name } ({ $id })
question-asks = { $question }
question-open = offen: niemand hat entschieden
question-stands = { $answer }: entschieden von { $who }, Eintrag { $record }
question-nobody = niemand genannt
question-named = im Fall, weil jemand es genannt hat
question-by-procedure = vorgeschlagen: Verfahren { $what } nennt es
question-by-country = vorgeschlagen: Wir sind, oder die Personen sind, in { $what }
question-by-sector = vorgeschlagen: Sektor { $what }
question-by-role = vorgeschlagen: Wir sind { $what }
question-by-data = vorgeschlagen: berührte Daten, { $what }
question-help = zu bedenken: { $help }
question-exempt = ausgenommen: { $exempt }
question-source = { $citation } ({ $confidence })
question-status = { $status }
question-check = die Quelle am { $date } erneut ansehen
question-check-over = die Quelle war am { $date } erneut anzusehen: Dieser Tag ist vorbei
question-approved = Registereintrag freigegeben von { $who }
question-draft = Registereintrag nicht von der Rechtsberatung freigegeben: ein Entwurf
question-answer = { $record } { $when } { $answer }, { $who }: { $reason }
question-answer-passed = { $record } { $when } { $answer }, { $who }: { $reason } (überholt, oder zählt nicht)
question-answer-struck = { $record } { $when } { $answer }, { $who }: { $reason } (gestrichen)
question-awaits = erwartet bis { $until }: { $awaits }
question-facts = stützt sich auf { $records }
question-by = { $role } { $who }
question-advice = { $by }: { $view } ({ $followed })
question-advice-reason = { $by }: { $view } ({ $followed }, weil { $reason })
question-advice-bare = { $by }: { $view } ({ $followed }, kein Grund angegeben)
question-mute = { $by }: { $followed }
question-mute-reason = { $by }: { $followed }, weil { $reason }
question-mute-bare = { $by }: { $followed }, kein Grund angegeben
question-short = fehlt: { $missing } ({ $rule })
question-condition = nur wenn { $condition }: { $clock }; niemand hat entschieden
question-condition-answered = { $clock }: { $answer }, entschieden von { $who }, Eintrag { $record }
question-left-out = Genannt, und nicht im Fall
question-none-left-out = keines
question-outside = { $id }, genannt von { $whys }: im Register ausgeschaltet oder nicht darin, als es genannt wurde
question-off = { $id }, genannt von { $whys }: { $status }
question-by-name = Jedes Gesetz lässt sich über seine Kennung bewerten: hier Taste a, oder warroom do regime regime=ID answer=yes

# The closing
title-closing = Abschluss
closing-stands = Der Fall ist { $standing }; { $missing ->
    [0] nichts fehlt
    [one] 1 Zeile ist offen
   *[other] { $missing } Zeilen sind offen
}
closing-stands-on = Der Fall ist { $standing }; { $missing ->
    [one] 1 Zeile der Liste kam durch seither Eingetragenes hinzu
   *[other] { $missing } Zeilen der Liste kamen durch seither Eingetragenes hinzu
}
closing-stands-since = Der Fall ist { $standing }; { $since ->
    [one] 1 Sache kam seither auf: wieder öffnen (reopen)
   *[other] { $since } Sachen kamen seither auf: wieder öffnen (reopen)
}
closing-ended = { $how } von { $who }, { $at }: { $reason }
closing-ended-of = { $how } ({ $of }) von { $who }, { $at }: { $reason }
closing-ready = Nichts fehlt: Die Leitung kann den Fall abschließen
closing-h-missing = Was fehlt
closing-nothing = nichts
closing-line = { $what } ({ $rule }). { $next }
closing-line-about = { $about }: { $what } ({ $rule }). { $next }
closing-said = { $line }
closing-said-by = { $line } > { $command }
closing-h-resolved = Was noch hindert, dass er als erledigt gilt
closing-h-walk = Behebungsschritte, wie von der Leitung bestätigt
closing-walked = { $step }, { $who }, { $at }: { $how }
closing-unwalked = { $step } von der Leitung nicht bestätigt: { $title }
closing-h-points = Was SIRO unterschreibt, nach Nummern
closing-point = { $number }. Maßnahme { $control }: { $what }{ $count ->
    [one] {""}
   *[other] {" "}({ $count }-mal)
}
closing-h-report = Der Bericht
closing-no-report = Noch wurde kein Bericht erstellt
closing-report = Eintrag { $record }, { $format }, über { $size } Zeilen, Kopf { $head }; SHA-256 { $sha256 }
closing-signature = { $capacity }: { $who }, { $how }, { $at }
closing-unsigned = Nicht unterschrieben: { $capacity }
closing-h-measures = Zeiten, wie die Einträge sie angeben
measure-none = { $what }: nicht eingetragen
measure-at = { $what }: { $at }, Eintrag { $record }
measure-since = { $what }: { $at }, Eintrag { $record }; { $after } nach dem ersten Anzeichen
closing-h-actions = Maßnahmen aus der Nachbereitung
closing-action = Eintrag { $record }, { $who }, fällig { $due }, { $standing }: { $what }
closing-add-action = eine Maßnahme vereinbaren
# What let it happen.
title-cause = Was es ermöglicht hat
finding-how = Jeder Befund mit den Worten, die ihn zeigen; was warroom selbst in der Datei gefunden hat, trägt ein Plus.
finding-first-access = Erster Zugriff: { $at }
finding-first-sign = Kein Befund nennt einen ersten Zugriff; bis dahin ist es das erste Anzeichen des Vorfalls: { $at }
finding-none = Niemand hat aufgeschrieben, was es ermöglicht hat
finding-finding = Eintrag { $record }: { $cause }, gefunden von { $who }, { $at }
finding-said = { $text }
finding-named = { $field }: { $value }
finding-not = Nicht: { $what }, weil: { $why }
finding-quote = „{ $text }“ in { $within }, { $place }: { $standing } (Eintrag { $record })
finding-no-place = keine Stelle genannt
finding-nowhere = nichts, das genannt ist
finding-file-of = der Datei aus Eintrag { $record }
finding-output = { $file } (Ausgabe von { $tool } zu { $exhibit })
finding-reviewed = { $who } { $verdict }, { $at } { $note }
