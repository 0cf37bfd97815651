# What waits for a person: one short line each, about 70 columns, without a full stop.

# Calls
need-call-overdue = { $callee } hat seit { $minutes } min nicht quittiert
need-call-deputy = { $callee } schweigt seit { $minutes } min; Stellvertretung anrufen, { $deputy }
need-call-waiting = { $callee } vor { $minutes } min angerufen; die Antwort ist nicht eingetragen
need-call-short = { $callee } hat quittiert, aber es zählt noch nicht
need-call-missed = { $callee } vor { $minutes } min angerufen, nicht erreicht; erneut anrufen
need-call-first = { $callee }, { $role }: noch nicht angerufen

# Deadlines
need-clock-late = um { $by } verspätet: { $name }
need-clock-near = fällig in { $left }: { $name }
need-late-reason = { $name } ist verspätet: angeben, warum; die Behörde fragt danach
need-internal-target = { $name }: internes Ziel um { $over } überschritten; das Gesetz nennt keine Zahl
need-clock-start = Fristbeginn nicht eingetragen: { $name }
need-memo = Vermerk steht aus, warum nicht anwendbar: { $name }
need-notice-lapsed = der freigegebene Text der Meldung { $record } gilt nicht mehr: { $deadline }
need-notice-follows = zugesagt und fällig: { $item } ({ $deadline })
need-tell-open = angeben, wer benachrichtigt wird: { $group }{ $count ->
    [1] {""}
    [one] {""}
   *[other] , insgesamt { $count }
 }
need-tell = zu benachrichtigen und noch nicht benachrichtigt: { $group }
need-tell-due = neu entscheiden, bis jetzt aufgeschoben: { $group }
need-memo-review = Vermerk { $record } erneut betrachten, die Wiedervorlage ist fällig: { $name }
need-memo-lacks = Vermerk { $record } hält keine Frist an, es { $count ->
    [one] fehlt 1 Angabe
   *[other] fehlen { $count } Angaben
 }: { $name }
need-notice-lacks = { $count ->
    [one] { $name }, gesendet ({ $record }): { $missing }
   *[other] { $name }, gesendet ({ $record }), { $count } Lücken, zuerst: { $missing }
}
need-sent-early = { $name } ging { $by } vor dem Fristbeginn hinaus ({ $record }): beide Zeiten prüfen
need-ahead = Eintrag { $record } berichtet, was noch bevorstand, und zählt nicht: { $name }
need-receipt = Meldung ohne Weg oder Referenz gesendet: { $name }
need-question = angeben, ob anwendbar: { $name }
need-question-again = erneut fragen, die Zeit ist um: { $name }
need-question-no-date = noch nicht, ohne Datum: { $name }
need-answer-short = { $count ->
    [one] { $name }: { $missing }
   *[other] { $name }: der Antwort fehlen { $count } Angaben, zuerst: { $missing }
}
need-condition = angeben, ob anwendbar: { $name }, { $clock }

# Steps
need-verify = { $step } ist nachgewiesen; eine zweite Person muss bestätigen
need-ai-altered = { $step }, begonnen oder erledigt, verändert ein KI-System; Behörde nicht unterrichtet (Art. 73 Abs. 6)
need-step-over = { $step } liegt { $over } über dem Ziel; { $missing ->
    [one] 1 Nachweis fehlt
   *[other] { $missing } Nachweise fehlen
}

# Exhibits
need-hand-over = { $label } an { $to } abgegeben; niemand hat es angenommen
need-gap = { $label }: die Verwahrung hat eine Lücke, die niemand erklärt hat
need-seal = { $label }: das entfernte Siegel ist nicht das zuletzt angebrachte
need-custody = { $label }: { $what }
need-digest-differs = { $label }: zwei SHA-256-Werte weichen voneinander ab; klären, warum
need-recheck = { $label }: Hashwert ist neu zu berechnen, seit { $over } fällig
need-hash-failed = { $label }: der SHA-256 wurde nicht berechnet; erneut versuchen
need-image-incomplete = { $label }: dem Abbild fehlen nicht lesbare Bytes; erneut abbilden oder Verlust akzeptieren lassen (accept-loss)
need-tool-failed = { $label }: laut Log schlug die Prüfung oder Arbeit des Werkzeugs fehl; klären, warum, oder neu abbilden
need-digest = { $label }: hier noch kein SHA-256 berechnet

# Roles and the declaration
need-safety = Sicherungskopie seit { $minutes } min nicht auf Stand ({ $trouble }): Mangel beheben oder anderen Datenträger nennen
need-admit = Laptop { $station } nicht zugelassen, Zeilen: { $lines }; { $fingerprint }
need-admit-own = dieser Laptop ist nicht zugelassen, Zeilen: { $lines }; Schlüssel { $fingerprint }
need-clash-declared = zwei Laptops haben den Vorfall getrennt ausgerufen ({ $records }): angeben, welche Ausrufung gilt
need-clash-field = zwei Laptops haben { $what } getrennt geändert ({ $records }): angeben, was gilt
need-clash-role = { $role } wurde von zwei Laptops getrennt vergeben ({ $records }): angeben, wer die Rolle innehat
need-clash-step = { $step } wurde von zwei Laptops getrennt nachgewiesen ({ $records }): angeben, welcher Nachweis gilt
need-clash-number = { $labels } haben dieselbe Nummer ({ $records }): Stücke neu kennzeichnen und angeben, welches welches ist
need-clash-custody = { $label } ging auf zwei Laptops getrennt in andere Hände ({ $records }): angeben, wo es ist
need-clash-notice = { $deadline } wurde von zwei Laptops getrennt gesendet ({ $records }): angeben, was zählt
need-clash-end = zwei Laptops haben den Fall getrennt beendet ({ $records }): angeben, welches Ende gilt
need-lead = die Rolle der Leitung ist nicht vergeben
need-conflict = { $who } hat { $role } und { $other } inne, die unvereinbar sind
need-vacancy = { $role } ist unbesetzt; der Grund fehlt
need-field = in der Ausrufung steht aus: { $what }

# Records
need-basis = Eintrag { $record } gilt als bestätigt; die Grundlage fehlt
need-row-struck = Eintrag { $record } ist aus einer Zeile von Import { $import }, der gestrichen wurde: nichts anderes trägt ihn
need-listed-struck = Eintrag { $record } übernahm Entitäten aus Import { $import }, der gestrichen wurde
need-issued-struck = Eintrag { $record } übernahm Indikatoren aus Import { $import }, der gestrichen wurde
need-reason = Eintrag { $record } kam verspätet; der Grund fehlt
need-catch-up = ein Nachtragen ist offen: späte Zeilen brauchen bis zu seinem Ende keinen eigenen Grund
need-clock-check = die Uhr des Laptops ist noch mit keiner Referenz verglichen
need-notice = eine Meldung ist fällig, ohne feste Stundenzahl: { $name }
need-exposure = nicht entschieden, Risikodatum vorbei: { $name }
need-outside-test = { $asset } ist eingedämmt; eine andere Person muss von außen testen
need-not-held = { $asset } hielt im Test von außen nicht: erneut eindämmen
need-source = { $source } sichern oder aufgeben, { $count ->
    [one] die letzte offene Quelle
   *[other] die flüchtigste von { $count } offenen Quellen
}
need-briefing = die Lagebesprechung war vor { $minutes } min fällig: Anwesenheit feststellen
need-finding-review = den Befund in Eintrag { $record } ({ $cause }) muss eine zweite Person lesen
need-finding-disputed = Befund in Eintrag { $record } ({ $cause }): Gegenlesen ohne Zustimmung; klären oder neu schreiben
need-quote = { $count ->
    [one] ein Zitat zum Befund in Eintrag { $record } noch nicht gefunden: Datei beifügen, dann erneut suchen
   *[other] { $count } Zitate zum Befund in Eintrag { $record } noch nicht gefunden: Dateien beifügen, dann erneut suchen
}

# After the incident
need-review-due = die Nachbereitung ist seit { $over } fällig; zuständig: { $who }
need-review-plan = die Nachbereitung des Vorfalls planen: wer dafür zuständig ist und wann sie stattfindet
need-action-due = Maßnahme { $record } von { $who } ist seit { $over } überfällig: { $what }
need-action-verify = Maßnahme { $record } ist erledigt; { $who } muss sie ansehen
need-report-sign = Abschlussbericht { $record } wartet auf eine Unterschrift: { $capacity }
