# Media that came and went. All words of this concern stand here.

# Commands
title-media = Datenträger, die kamen und gingen
title-medium-note = Ein Datenträger kam oder ging von Hand

# Fields
field-came-or-went = Kam oder ging
field-with-whom = Von wem, an wen
field-holds = Was darauf ist
hint-came-or-went = received: er ist jetzt hier; released: er ging
hint-with-whom = wer ihn gab oder nahm
hint-holds = wofür er gebracht oder gesendet wurde

# Codes
medium-move-received = angenommen
medium-move-released = abgegeben
medium-direction-in = Eingang
medium-direction-out = Ausgang
medium-way-export = Fallordner
medium-way-safety-copy = Sicherungskopie
medium-way-restore = Fall daraus wiederaufgebaut
medium-way-image = Abbild geschrieben
medium-way-source = als Quelle gelesen
medium-way-merge = Fall daraus zusammengeführt
medium-way-import = Fall daraus eingelesen
medium-way-exhibit = Asservat
medium-way-witness = Signatur eines Zeugen
medium-way-stamp = Zeitstempel
medium-way-file = Datei
medium-way-by-hand = von Hand
medium-change-serial = Seriennummer
medium-change-file-system = Dateisystem
medium-change-uuid = UUID des Dateisystems
medium-change-label = Bezeichnung
medium-change-size = Größe

# Lines of the timeline
act-medium-seen = kam auf einem Datenträger ({ $way }): { $what }; { $name }
act-medium-noted = Datenträger { $moved }: { $medium }; { $whom }

# The sheet
media-how = Unterschieden nach Seriennummer und Dateisystem. Was das Programm auf einem Datenträger schreibt oder liest, steht von selbst hier; a = einen vermerken, der von Hand kam oder ging
media-none = Kein Datenträger ist eingetragen
media-medium = Datenträger { $number }: { $name }
media-machines = Er war in mehr als einem Rechner: { $machines }
media-not-told-apart = Nichts unterscheidet es von Nr. { $others }: keine Seriennummer. Es kann ein Datenträger sein; vermerken Sie, was aufgedruckt ist
media-changed = Er ist nicht, wie er war (#{ $record }): { $what } war { $was }, ist { $is }. Neu formatiert, andere Partition oder anderer Datenträger
media-older = { $count } früher auf der Zeitleiste
media-handled = { $at } { $direction }, { $way }: { $what }; auf { $other }, { $by } (#{ $record })
media-by-hand = { $at } { $direction }, { $way }: { $what }; { $other }, vermerkt von { $by } (#{ $record })

# Rules
t-09-missing = Der Schlüssel einer Reservestation liegt ohne Passphrase auf dem Datenträger: Wer ihn hat, kann den Fall lesen und weiterführen
t-09-next = Den Datenträger getrennt vom Laptop einschließen und unter medium angeben, wo; die Kopie beenden (safety-end), wenn er verloren ist
x-10-missing = Der Datenträger ist nicht wiederzuerkennen, oder es ist niemand genannt, der ihn gab oder nahm
x-10-next = Die Seriennummer vom Datenträger ablesen und ihn mit einem Namen erneut eintragen: medium-note
