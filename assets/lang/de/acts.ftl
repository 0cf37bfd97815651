# What the program itself writes on the timeline when something is recorded: one short line each, without a full stop.
# The words "proved", "verified", "met" and "closed" belong to the gates and stand in no line here.
# Places that can be blank stand last, after a colon or a space.

# The case
act-assessed = Ereignis bewertet: { $verdict }, von { $who }
act-declared = Vorfall ausgerufen, { $severity }, von { $who }: { $title }
act-declared-again = zweite Ausrufung eingetragen; es gilt die erste
act-amended = Ausrufung geändert: { $what }
act-ended = Fall beendet: { $how }, von { $who }
act-solo = { $who } beginnt allein; eine Erklärung deckt Pflichtenkonflikte ab
act-catch-up = Nachtragen beginnt: späte Zeilen { $source }
act-catch-up-closed = Nachtragen endet

# Timeline
act-struck = Eintrag { $record } gestrichen: { $reason }
act-judged = Eintrag { $record } beurteilt: { $status }

# People and call-out
act-person = { $who } in die Besetzung aufgenommen
act-person-corrected = Angaben zu { $who } in der Besetzung berichtigt
act-assigned = { $role } zugewiesen: { $who }
act-relieved = { $role } entbunden: { $who }
act-vacant = { $role } bleibt unbesetzt
act-ratified = { $count ->
    [0] kein Pflichtenkonflikt zu genehmigen, laut { $who }
    [one] 1 Pflichtenkonflikt genehmigt von { $who }
   *[other] { $count } Pflichtenkonflikte genehmigt von { $who }
}
act-call = { $who } ruft { $callee }, { $role }: { $channel }
act-answered = { $callee }, { $role }: { $outcome }
act-silenced = Alarm stummgeschaltet von { $who }

# Procedures and proof
act-procedure = Verfahren { $id } { $version } in Anwendung
act-taken = { $step } in Arbeit: { $who }
act-skipped = { $step } ausgelassen; Leitung: { $who }
act-proof = { $step } Nachweis angehängt: { $kind }, von { $who }
act-session = { $step } Sitzung auf { $host } aufgezeichnet, { $end }: { $command }
act-transcript = { $step } Transkript von { $host } übernommen: { $format }
session-end-exit = Exitcode { $code }
session-end-signal = beendet durch Signal { $signal }
session-end-other = { $ending }
act-verified = { $step } bestätigt von { $who }
act-step-added = { $step } zur Checkliste hinzugefügt: { $title }
act-approval-frozen = Freigabe des Verfahrens { $id } { $version } übernommen: { $who }

# Evidence
act-exhibit = { $label } erfasst, gesichert von { $who }
act-recheck-every = Hashwerte werden neu berechnet: { $days }
act-exhibit-described = { $label } näher beschrieben, { $count } { $count ->
    [one] Angabe
   *[other] Angaben
}
act-claimed = { $label } Hashwert angegeben von { $who }
act-claimed-nothing = { $label } Log von { $who } aufbewahrt, kein Hashwert daraus übernommen
act-hashed = { $label } SHA-256 berechnet: { $digest }
act-hash-again = { $label } SHA-256 erneut berechnet, derselbe: { $digest }
act-hash-differs = { $label } SHA-256 weicht vom letzten ab: { $digest }
act-loss-accepted = { $label }: was dem Abbild fehlt, akzeptiert von { $who }, zweite Person { $second }
act-printed = gedruckt: { $paper } { $number }, SHA-256 { $digest }...
act-hash-failed = { $offset ->
    [0] { $label } SHA-256 nicht berechnet: { $why }
   *[other] { $label } SHA-256 nicht berechnet: { $why }, bei Byte { $offset }
}
act-acquisition-begun = Abbild von { $source } begonnen von { $who }
act-acquisition-ended = Abbild von { $source } beendet: { $state }
act-acquisition-incomplete = Abbild von { $source } beendet: { $state }, { $count ->
    [one] ein Bereich nicht lesbar
   *[other] { $count } Bereiche nicht lesbar
}
act-custody = { $label } { $event }
act-custody-place = { $label } { $event }, { $place }
act-custody-hands = { $label } { $event }: { $from } > { $to }
act-custody-hands-place = { $label } { $event }: { $from } > { $to }, { $place }

# Deadlines
act-regime = { $regime } { $answer }; Entscheidung: { $who }
act-clock = { $regime } Fristbeginn eingetragen: { $deadline }, ab { $at }
act-sent = { $regime } Meldung gesendet von { $who }
act-notice-begun = { $regime } Meldung begonnen für { $deadline }: { $kind }
act-notice-written = Meldung { $record }, Fassung { $version } ({ $digest }), geschrieben von { $who }
act-notice-approved = Meldung { $record }, Text { $digest }, freigegeben von { $who }
act-memo = { $regime } Vermerk zu den Akten; Entscheidung: { $who }
act-threshold = { $name }: { $threshold }{ $noticed }
act-delayed = { $name }: Grund der Verspätung, von { $who }
act-people-counted = Personen gezählt, { $low } bis { $high }, wahrscheinlich { $likely }: { $what }; von { $who }
act-people-counted-overlap = Personen gezählt, { $low } (nur größtes Stratum) bis { $high }, wahrscheinlich { $likely }: { $what }; von { $who }
act-people-counted-nothing = Personen gezählt, es folgen keine Zahlen daraus: { $what }; von { $who }
act-memo-reviewed = { $regime } Vermerk erneut betrachtet von { $who }: { $outcome }
act-tell-decided = { $group }, Benachrichtigung: { $decision }; Entscheidung: { $who }
act-told = { $group } benachrichtigt von { $who }
act-supplier = Nachricht über eine Verletzung eingegangen von Dienstleister { $supplier }
act-breach = Verletzung für das Register beschrieben
act-moment = { $which }: { $source }
act-effect = Auswirkung { $kind }: { $what }
act-remedy = Abhilfe { $kind }: { $what }
act-risk = Risiko für Personen bewertet von { $who }: { $result }
act-lesson = Lehre: { $what }
act-condition = { $deadline } { $answer }; Entscheidung: { $who }
act-scope = angegeben, was der Fall berührt: { $count ->
    [one] ein Gesetz vorgeschlagen
   *[other] { $count } Gesetze vorgeschlagen
}
act-scope-copied = Profil der Organisation übernommen: { $count ->
    [one] ein Gesetz vorgeschlagen
   *[other] { $count } Gesetze vorgeschlagen
}
act-counted = gewählt, womit gerechnet wird: { $deadlines }
act-profile = Profil der Organisation geschrieben
act-entry-withdrawn = Freigabe von { $id } zurückgezogen; Entscheidung: { $who }

# Stations, clock, keys
act-chain-opened = Journal eröffnet auf Station { $station }
act-safety-named = Sicherungskopie benannt: { $directory }
act-safety-ended = Sicherungskopie beendet: { $reason }
act-safety-failed = Sicherungskopie nicht auf Stand gehalten: { $trouble }
act-safety-resumed = Sicherungskopie wieder auf Stand, { $lines } Zeilen
act-rebuilt = wiederaufgebaut aus der Sicherungskopie von Station { $station }, deren Zeile { $last } die letzte ist; { $lines } Zeilen
act-settled = zwischen Laptops geklärt ({ $records }): { $how }
act-station-renewed = dieser Laptop arbeitet mit neuem Schlüssel weiter: Station { $station } statt { $of }: { $reason }
act-station-admitted = Station { $station } zugelassen: { $fingerprint }
act-station-admitted-compared = Station { $station } zugelassen: { $fingerprint }; { $compared }
act-selftest = { $failed ->
    [0] Selbsttest: { $checks } von { $checks } bestanden
   *[other] Selbsttest: { $failed } von { $checks } nicht bestanden
}
act-clock-checked = Uhr des Laptops mit { $source } verglichen: Abweichung { $offset }
act-clock-unchecked = Uhrenvergleich übergangen; die Uhr gilt als ungeprüft
act-clock-jumped = Uhr des Laptops gesprungen um { $by }
act-contained = { $action } auf { $asset } eingedämmt von { $who }
act-outside-test = Test von außen zu Eintrag { $record } durch { $who }: { $result }
act-captured = Quelle { $source } gesichert von { $who }
act-given-up = Quelle { $source } aufgegeben, akzeptiert von { $who }
act-rebooted = { $open ->
    [0] { $asset } neu gestartet von { $who }
   *[other] { $asset } neu gestartet von { $who }, als { $open } flüchtige Quellen offen waren
}
act-handed-over = { $role } übergeben: { $from } > { $to }
act-roll = Anwesenheit festgestellt: { $present } anwesend, { $absent } nicht
act-control-memo = Vermerk: Maßnahme { $control } nicht anwendbar, von { $who }
act-excised = { $extent } von Eintrag { $record } entnommen von { $who }: { $ground }, { $authority }
act-taken-out = auf Anordnung entnommen: { $ground }, siehe Eintrag { $record }
act-keys = an der Tastatur: { $who }
act-ready = { $failing ->
    [0] Bereitschaft: { $checks } von { $checks } bestanden
   *[other] Bereitschaft: { $failing } von { $checks } nicht bestanden
}

# The organisation
act-approved = Verfahren { $id } { $version } freigegeben von { $who }
act-entry-approved = Registereintrag { $id } ({ $digest }) freigegeben von { $who }
act-retired = Verfahren { $id } außer Kraft gesetzt von { $who }
act-enrolled = Schlüssel { $fingerprint } registriert: { $who }
act-withdrawn = Schlüssel { $fingerprint } zurückgezogen: { $who }
act-role-acknowledged = { $role } angenommen: { $who }
act-test-called = Nummer von { $who } probeweise angerufen: { $rung }
act-exercise-planned = Übung zu { $id } geplant: { $title }
act-exercise-held = { $count ->
    [one] Übung zu { $id } mit einer Person abgehalten
   *[other] Übung zu { $id } mit { $count } Personen abgehalten
}
act-unknown = von einer neueren Version geschrieben: { $kind }
act-damage = das Journal bestand vor dieser Zeile die Prüfung nicht: { $count ->
    [one] ein Problem
   *[other] { $count } Probleme
 }
act-finding = Ursache gefunden von { $who }: { $cause }
act-quoted = Zitat zum Befund in Eintrag { $record } von { $who }: { $standing }
act-quote-looked = Zitat aus Eintrag { $record } erneut gesucht: { $standing }
act-finding-reviewed = Befund in Eintrag { $record } gegengelesen von { $who }: { $verdict }

# Review and improvement actions
act-review = Nachbereitung des Vorfalls geschrieben: { $status }
act-review-lesson = Lehre zu Maßnahme { $control } geschrieben
act-action = Maßnahme aus der Nachbereitung vereinbart, zuständig: { $who }
act-action-changed = Maßnahme { $record } aus der Nachbereitung geändert
act-action-progress = Maßnahme { $record } aus der Nachbereitung: { $to }, von { $who }
act-action-seen = Maßnahme { $record } aus der Nachbereitung angesehen von { $who }
act-action-none = keine Maßnahme aus der Nachbereitung nötig: { $area }, sagt { $who }

# The end
act-walked = Durchgang: { $step } bestätigt von { $who }
act-residual = Risiko, das dokumentiert bestehen bleibt, akzeptiert von { $who }
act-report = Abschlussbericht als { $format } über { $size } Zeilen des Journals erstellt; SHA-256 { $sha256 }
act-report-signed = Abschlussbericht { $record } als { $capacity } unterzeichnet von { $who }
act-ending = { $count ->
    [0] der Fall wird beendet von { $who }
    [one] Abschluss versucht von { $who }: 1 Zeile der Liste war offen
   *[other] Abschluss versucht von { $who }: { $count } Zeilen der Liste waren offen
}
act-reopened = der Fall wird wieder geöffnet von { $who }
act-export-started = Export { $number } begonnen für Leserkreis bis { $audience }, nach { $directory }
act-export-finished = Export { $number } beendet und signiert: { $records } Einträge, davon { $withheld } zurückgehalten, Tag-Manifest { $digest }
act-export-started-sealed = Export { $number } begonnen, versiegelt, für Leserkreis bis { $audience }, nach { $directory }
act-export-finished-sealed = Export { $number } beendet, signiert, versiegelt: { $records } Einträge, davon { $withheld } zurückgehalten, Datei { $digest }
act-export-failed = Export { $number } FEHLGESCHLAGEN ({ $step }): { $why }
act-export-cancelled = Export { $number } von jemandem abgebrochen: nichts davon ist ein fertiger Ordner
act-export-cut-off = Export { $number } abgeschnitten, das schreibende Programm endete: nichts davon ist ein fertiger Ordner
act-privileged = Eintrag { $record } ist anwaltlich geschützt: { $whose }
act-privilege-released = anwaltlicher Schutz von Eintrag { $record } aufgehoben durch die Rechtsberatung, { $who }
act-privilege-not-released = { $who } würde den anwaltlichen Schutz von Eintrag { $record } aufheben; kein Wort der Rechtsberatung, er besteht weiter
act-hold = Vernichtungssperre verhängt von { $who }: { $reason }
act-hold-lifted = Vernichtungssperre aufgehoben durch die Rechtsberatung, { $who }
act-hold-not-lifted = { $who } würde die Vernichtungssperre aufheben; kein Wort der Rechtsberatung, sie besteht weiter
