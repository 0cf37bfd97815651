# Techniques of ATT&CK and ATLAS that records and rows name

field-technique = Techniques
hint-technique = ATT&CK, ATLAS: id or words, Enter takes; comma for the next
pane-f-techniques = techniques

# A technique in words: in the lists, given up for another, given up, in no list
technique-known = { $id } { $name }
technique-retired = { $id } { $name }, retired: now { $now }
technique-gone = { $id } { $name }, retired
technique-unknown = { $id }, in neither list

t-10-missing = Not in the lists of ATT&CK { $attack } and ATLAS { $atlas }, or retired there: { $ids }. It is recorded as it stands
t-10-next = Take one that the list offers, or leave it: a newer list may know it
t-10-now = { $id } was retired: ATT&CK calls it { $now } now
t-10-near = Meant may be { $id } { $name }; leave it if a newer list knows it

dossier-techniques = techniques: { $techniques }

title-techniques = Techniques by tactic
sheet-keys-techniques = Enter its records   Esc back
technique-c-records = records
technique-c-rows = rows
technique-list = MITRE { $list } { $version }
technique-no-list = In neither list, or retired
technique-tactic = { $name } ({ $id })
technique-how = Whatever names a sub-technique counts for its technique as well
technique-nothing-of = { $count ->
    [one] Nothing was seen of { $names }
   *[other] Nothing was seen of { $count } tactics: { $names }
  }
rows-counted = Imported rows are counted: an empty line says the page again.
technique-counting = Imported rows are being counted
technique-not-counted = Imported rows could not be counted: run warroom verify
technique-none = No record and no imported row names a technique yet: a line ({ KEY("log", "l") }) has a field for them
technique-never = { $name }: not seen
technique-seen-so-far = { $name }: { $records ->
    [one] { $records } record
   *[other] { $records } records
  }; rows not counted
technique-seen = { $name }: { $records ->
    [one] { $records } record
   *[other] { $records } records
  }, { $rows ->
    [one] { $rows } imported row
   *[other] { $rows } imported rows
  }
technique-no-record = No record that stands names it
technique-record = { $record }  { $at }  { $words }
technique-rows = { $count ->
    [0] No imported row names it
    [one] { $count } imported row names it: Enter shows it
   *[other] { $count } imported rows name it: Enter shows them
  }
