# Copies for other tools. All words of this concern stand here.

# The command
title-exchange = Write a copy for another tool
short-exchange = copy for a tool

# Fields
field-exchange-format = Format
field-replace = Replace files
hint-exchange-format = which tool is to read it
hint-replace = yes: files of these names that are there go
hint-exchange-destination = path of a directory; the files have names of their own
hint-exchange-readers = records above stay behind; AMBER+STRICT if left empty

# Codes
exchange-timesketch = Timesketch (JSONL)
exchange-iris = DFIR-IRIS (CSV set)
exchange-stix = STIX 2.1 (bundle)
exchange-misp = MISP (event)
exchange-case-uco = CASE/UCO (JSON-LD)
exchange-csv = tables (CSV)
exchange-json = tables (JSON)
exchange-markdown = tables (Markdown)
medium-way-exchange = copy for another tool

# Lines of the timeline
act-exchange-written = { $count ->
    [one] copy for another tool written: { $format }, one file, for readers up to { $audience }, { $withheld } records withheld, into { $directory }
   *[other] copy for another tool written: { $format }, { $count } files, for readers up to { $audience }, { $withheld } records withheld, into { $directory }
}
act-exchange-failed = copy for another tool ({ $format }) FAILED, its files did not get their names: { $why }
