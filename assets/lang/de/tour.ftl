# The tour: the first hour step by step, in a practice case.

short-tour = Rundgang
welcome-tour = der Rundgang: die erste Stunde, Schritt für Schritt
tour-step = Rundgang, Schritt { $number } von { $count }. { $what }
tour-keys = Vor dem ersten Schritt: den eigenen Namen eintippen, dann Enter. Er steht hinter jeder eigenen Aufzeichnung.
tour-clock = Gefragt ist, was eine verlässliche Uhr jetzt zeigt: eintippen, etwa 14:05, dann Enter. Esc übergeht die Frage. Nichts davon berührt einen echten Fall.
tour-declare = { $key } ruft einen Vorfall aus: in einem Satz eintippen, was geschieht, dann Enter. Alles andere kann folgen.
tour-log = { KEY("timeline", "1") } zeigt die Zeitleiste; { $key } schreibt eine Zeile: was geschah, dann Enter. Im Feld der Zeit heißt -10m vor zehn Minuten.
tour-correct = Gelöscht wird nie. Die eigene Zeile auf der Zeitleiste ({ KEY("timeline", "1") }) auswählen; { $key } berichtigt sie: ein Wort ändern, den Grund nennen, Enter. Beides bleibt in der Akte.
tour-person = { KEY("roster", "2") } zeigt die Besetzung; { $key } trägt eine Person ein. Am besten zuerst sich selbst.
tour-lead = { KEY("roster", "2") } zeigt die Besetzung; { $key } vergibt eine Rolle: irt_lead ist die Leitung. Die Person nennen, Enter. Bis dahin entscheidet niemand.
tour-decide = { KEY("timeline", "1") }, dann schreibt { $key } eine Entscheidung auf: die Frage, die Möglichkeiten, was gewählt wurde, warum, wer entschied, wer widersprach (none). Tab geht weiter, Ctrl-S zeichnet auf.
tour-exhibit = { KEY("evidence", "4") } zeigt die Asservate; { $key } nimmt eine Datei auf. F2 im ersten Feld listet Dateien: { $file } liegt bereit.
tour-digest = Die Prüfsumme des Asservats wird nebenher berechnet und steht gleich dabei. Wo das misslang, berechnet { $key } bei den Asservaten sie neu.
tour-proof = { KEY("checklist", "3") } zeigt die Checkliste; { $key } auf einem Schritt legt bei, was zeigt, dass er getan ist: Worte oder eine Datei. Was noch fehlt, steht darunter.
tour-law = { KEY("deadlines", "5") } zeigt die Fristen; { $key } geht durch die Rechtsfragen. Eine davon beantworten: ja, nein oder noch nicht, und warum. Ein Nein oder Noch-nicht zählt, wenn es entschied, wer darf. Wo ein Gesetz gilt, läuft seine Uhr.
tour-checkpoint = { KEY("palette", ":") } öffnet alle Befehle nach Namen. checkpoint eintippen, dann zweimal Enter: das unterschreibt, was aufgezeichnet ist; Papier trägt die Ziffern aus dem Raum.
tour-over = Der Rundgang ist zu Ende, die erste Stunde steht in der Akte. { $key } zeigt, was jetzt auf jemanden wartet, { KEY("help", "?") } die Tasten der Stelle, { KEY("quit", "q") } beendet. Ein echter Vorfall: warroom starten, dann d.
tour-aside = Der Rundgang ist beiseitegelegt. { $key } und das Wort tour nehmen ihn wieder auf.
tour-elsewhere = Der Rundgang läuft in einem Übungsfall, nie in diesem. `warroom tour` in einem zweiten Terminal öffnet ihn.
