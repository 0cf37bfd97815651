# Drills. All words of this concern stand here.

# Commands
title-drill = Die Übung
title-drill-record = Der Nachweis der Übung
title-drill-plan = Eine geplante Übung
title-drill-start = Die Übung beginnt
title-drill-pause = Die Übung pausiert
title-drill-resume = Die Übung geht weiter
title-drill-end = Die Übung ist zu Ende
title-drill-deliver = Eine Einlage wird eingespielt
title-drill-observe = Was gesehen wurde
title-drill-score = Bewertet
title-real-emergency = Ernstfall: Übung abbrechen

# Fields
field-objectives = Ziele
field-objective = Ziel
field-facilitator = Übungsleitung
field-collector = Beobachtung
field-drill-kind = Art der Übung
field-starts = Beginn
field-factor = Uhr läuft
field-delivery = Einlagen bringt
field-injects = Eigene Einlagen
field-inject = Einlage
field-seen-after = Gesehen
hint-objectives = eines je Zeile: erster Anruf in zehn Minuten quittiert
hint-objective = seine Nummer
hint-facilitator = leitet und weiß, was kommt; nimmt nicht teil
hint-collector = schreibt auf, was wann getan wird; nimmt nicht teil
hint-factor = 1 ist wie die Wanduhr; 12 macht aus 72 Stunden sechs
hint-delivery = eine Person oder der Bildschirm, sobald sie fällig sind
hint-injects = leer nimmt die des Verfahrens
hint-inject = ihre Nummer; leer ist die, die am längsten wartet
hint-seen-after = was, von wem, in welcher Folge; oder Eintrag anführen

# Codes
drill-kind-tabletop = Planbesprechung am Tisch
drill-kind-functional = Funktionsübung mit Einlagen
drill-kind-call-tree = Test der Alarmierungskette
drill-kind-technical = technische Übung auf einem Laborhost
drill-change-started = begonnen
drill-change-paused = pausiert
drill-change-resumed = fortgesetzt
drill-change-ended = beendet
drill-change-real-emergency = wegen eines Ernstfalls abgebrochen
drill-delivery-person = Person
drill-delivery-screen = Bildschirm
drill-result-met = erreicht
drill-result-partly = teilweise erreicht
drill-result-not = nicht erreicht
drill-of-inject = Einlage
drill-of-objective = Ziel
drill-phase-before = nicht begonnen
drill-phase-running = läuft
drill-phase-paused = pausiert
drill-phase-over = zu Ende
drill-seen-acknowledged = jeder Anruf binnen zehn Minuten quittiert, Identität geprüft
drill-seen-order = flüchtige Quellen in ihrer Reihenfolge gesichert
drill-seen-denominator = jeder Suchlauf mit seinem Nenner
drill-seen-memo = ein Vermerk, warum niemand benachrichtigt wird
drill-seen-limited = Empfänger namentlich und wenige
drill-seen-quoted = die Ursache zitiert und gefunden
drill-shown-shown = die Einträge zeigen es
drill-shown-not-shown = die Einträge zeigen es nicht
drill-shown-no-record = nichts dergleichen eingetragen

# The timeline
act-drill-planned = Übung geplant: { $title }, { $kind }, Verfahren { $id }, { $count ->
    [one] eine Einlage
   *[other] { $count } Einlagen
}
act-drill-clock = Übung { $change } von { $who }, Übungsuhr { $clock }: { $reason }
act-drill-delivered = Einlage { $number } eingespielt ({ $how }), { $who }, Übungsuhr { $clock }: { $text }
act-drill-observed = { $who } schrieb auf, was nach Einlage { $number } getan wurde, Übungsuhr { $clock }
act-drill-scored = { $of } { $number } bewertet: { $result }, von { $who }

# What waits
need-inject = Einlage { $number } ist fällig und nicht eingespielt, { $over } überfällig: { $text }
need-drill-start = die Übung ist geplant und hat nicht begonnen: drill-start
need-drill-resume = die Übung pausiert: drill-resume

# Rules
i-44-missing = Dies ist keine Übung: Eine Übung wird nur im Übungsspeicher eingetragen
i-44-next = Eine mit `warroom drill plan` planen oder ihre Datei aus dem Übungsspeicher öffnen
i-41-missing = { $name } entstand in einer Übung und kommt nicht in einen echten Fall
i-41-next = Das Original nennen; was in einer Übung gelernt wurde, kommt als Maßnahme aus der Nachbereitung oder in Worten auf die Zeitleiste
i-42-missing = Die Liste der Einlagen ist nicht lesbar: { $why }
i-42-next = Diese Zeile berichtigen; jede Einlage hat at_minute, text und expects und kann delivered_by und to_role haben
i-43-missing = In dieser Datei wurde keine Übung geplant
i-43-next = Zuerst eine planen: `warroom drill plan`
d-01-missing = Einlage { $number } wurde { $over } nach ihrer Fälligkeit eingespielt
d-01-next = In der Nachbereitung sagen, was das änderte; eine Pause der Übung hätte ihre Uhr angehalten
d-02-missing = Einlage { $number } wurde nie eingespielt
d-02-next = Sie einspielen, solange die Übung läuft, oder in der Nachbereitung sagen, warum sie entfiel
d-03-missing = Einlage { $number } wurde vor ihrer Zeit eingespielt oder während die Uhr der Übung stand
d-03-next = Warten, bis sie fällig ist; zuerst die Uhr starten oder fortsetzen
d-04-missing = Einlage { $number } wurde schon eingespielt
d-04-next = Das erste Einspielen gilt; es streichen, wenn es falsch war
d-05-missing = Der Plan sagt nichts zu: { $field }
d-05-next = Noch einmal mit diesem Feld planen, bevor die Übung beginnt
d-06-missing = { $who } leitet die Übung oder schreibt sie auf und nimmt zugleich an ihr teil
d-06-next = Dafür jemanden nennen, der nicht teilnimmt
d-07-missing = { $who } nimmt an der Übung teil und kann nicht sagen, was von ihr gesehen wurde
d-07-next = Von der Übungsbeobachtung aufschreiben lassen
d-08-missing = Einlage { $number } war davor nicht eingespielt
d-08-next = Zuerst einspielen; einen Eintrag anführen, der danach entstand
d-09-missing = Nichts, was hier bewertet wird, wurde als gesehen aufgeschrieben
d-09-next = Mit drill-observe eintragen, durch jemanden, der nicht teilnimmt
d-10-missing = Es ist nicht gesagt, was fehlte
d-10-next = In der Bemerkung sagen, was erwartet wurde und nicht geschah
d-11-missing = Das ändert nichts; Stand der Übungsuhr: { $phase }
d-11-next = Die Übung mit `warroom drill show` ansehen
d-12-missing = Die Übung wurde nicht begonnen und beendet
d-12-next = Mit drill-end beenden, sobald die letzte Einlage behandelt ist
d-13-missing = Ziel { $number } wurde nicht bewertet
d-13-next = Mit drill-score bewerten
d-14-missing = Die Nachbereitung der Übung wurde nicht abgehalten, oder ihr fehlt etwas
d-14-next = Mit review schreiben; was zu tun ist, wird eine Maßnahme aus der Nachbereitung, die aus der Übung kommt
i-47-missing = Keine Einlage wartet: Noch ist keine fällig, oder alle sind eingespielt
i-47-next = `warroom drill show` sagt, wann die nächste fällig ist; nennen Sie die Einlage, um einzutragen, dass sie vorzeitig überbracht wurde
d-15-missing = In einer Übung ist die Klasse test/test, und der Codename beginnt mit DRILL-; so wurde es eingetragen
d-15-next = Beides der Übung überlassen; das Szenario im Titel nennen
d-16-missing = { $id } wurde nicht innerhalb von 12 Monaten geübt
d-16-next = Eine Übung dazu planen: `warroom drill plan --procedure { $id }`
d-17-missing = { $who } nimmt an der Übung teil und bewertet sie nicht
d-17-next = Wer auswertet, soll bewerten: die Übungsleitung oder jemand anders, der nicht teilnimmt
d-18-missing = Die Übung hat begonnen: Ihr Plan steht fest
d-18-next = Die nächste in einer eigenen Datei planen

# The sheet
drill-none = In dieser Datei wurde keine Übung geplant
drill-how = ÜBUNG, ÜBUNG, ÜBUNG. Schranken und Regeln sind die eines echten Falls. Das Stoppwort ist „Ernstfall“: Befehl real-emergency
drill-title = { $title }: { $kind }, Verfahren { $id }
drill-clock = { $phase }; Übungsuhr { $clock }, lief { $ran } nach der Wanduhr, { $factor }-mal so schnell
drill-people = leitet: { $facilitator }; schreibt auf: { $collector }; nehmen teil: { $players }
drill-h-objectives = Ziele
drill-h-injects = Einlagen
drill-h-seen = Was die Einträge zeigen
drill-h-lacks = Was für den Nachweis der Übung fehlt
drill-h-limits = Gesetzliche Fristen nach der Uhr der Übung
drill-objective = { $number }. { $text }
drill-objective-judged = { $number }. { $text }: { $result }, sagt { $who } { $note }
drill-inject = { $number } bei { $clock } ({ $at }), { $how }, { $who }, { $to }: { $text }
drill-to-all = an alle
drill-to-role = an { $role }
drill-observed = { $after } später, { $wall } nach der Wanduhr, { $who }, Eintrag { $record }: { $words }
drill-judged = bewertet: { $result }, von { $who } { $note }
drill-owed = { $number } { $to } ist seit { $over } fällig und nicht eingespielt
drill-ahead = { $count ->
    [one] eine Einlage kommt
   *[other] { $count } Einlagen kommen
} noch
drill-limit = { $name }: noch { $left }
drill-limit-over = { $name }: abgelaufen seit { $left }
drill-seen = { $what }: { $shown }

# Papers
print-f-procedure-sha256 = SHA-256 des Verfahrens
print-drill-sheet = Blatt der Übungsleitung
print-drill-record = Nachweis einer Übung
print-drill-not-players = { $marker }. Für Übungsleitung und Übungsbeobachtung, nicht für die Teilnehmenden.
print-drill-words = Mit „Übung, Übung, Übung“ beginnen. Das Stoppwort ist „Ernstfall“: Die Übung wird abgebrochen, nichts davon wird echt, ein echter Fall wird daneben eröffnet.
print-drill-whole = { $marker }. Abgehalten, bewertet und nachbereitet; nichts fehlt.
print-drill-lacks = { $marker }. { $count ->
    [one] Eines fehlt, aufgeführt
   *[other] { $count } Dinge fehlen, aufgeführt
} am Ende.
print-drill-minute = Minute { $minute }
print-drill-factor = { $factor }-mal so schnell wie die Wanduhr
print-drill-by = { $who }, Übungsuhr { $clock }
print-drill-undelivered = nie eingespielt
print-drill-expected = erwartet: { $text }
print-drill-observed = { $after } später, { $wall } nach der Wanduhr, { $who }, Eintrag { $record }: { $words }
print-drill-turned = { $change } { $at }, Übungsuhr { $clock }, { $who }: { $reason }
print-drill-lesson = Maßnahme { $control }: { $text }
print-drill-action = Maßnahme { $record } aus der Nachbereitung: { $text }; { $who }, fällig { $due }, { $state }
print-h-drill-clock = Die Uhr der Übung
print-h-drill-findings = Befunde und Maßnahmen
print-c-drill-time = Übungsuhr
print-c-drill-who = Durch, an
print-c-drill-told = Was mitgeteilt wird
print-c-drill-expected = Erwartet
print-c-drill-seen = Gesehen, wann
print-c-drill-objective = Ziel
print-c-drill-result = Bewertet

# Elsewhere
closing-exercise = Gemessen in einer Übung, nach der Wanduhr, während ihre eigene Uhr { $factor }-mal so schnell lief: Keine Zahl davon wird mit einem echten Vorfall verglichen
ask-inject = Einlage { $number }, { $to }, fällig bei { $clock } der Übungsuhr: { $text }
ask-inject-shown = Einlage { $number }, { $to }, gezeigt bei { $clock } der Übungsuhr: { $text }
ask-inject-keys = F9 oder d  eingespielt    Esc  später, der Alarm bleibt
ask-inject-shown-keys = Enter oder Esc  gelesen
inject-waits = { exercise }: Einlage { $number } ist fällig; sie erscheint, wenn nichts getippt wird
drill-beside = Die Übung ist abgebrochen. Nichts davon wird echt: Rufen Sie den echten Vorfall jetzt in einem eigenen Fall aus
paper-drill-sheet = Blatt der Übungsleitung
paper-drill-record = Nachweis einer Übung
drill-planned-beside = Eine Übung ist im Übungsspeicher geplant, in einer eigenen Datei: `warroom drill plan --procedure ID --title …`; dann hier mit o öffnen
needs-a-case = Ohne Fall wird nichts eingetragen: mit d einen Vorfall ausrufen oder mit o einen Fall öffnen
