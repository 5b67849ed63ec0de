"""From raw files to the tables of ``data/``: ``python -m data.etl [RAW_FOLDER]``.

Edited by hand, read here and never written::

    data/criteria.csv indicators.csv tiers.csv presets.csv preset_weights.csv
    data/tier_weights.csv transfer_scale.csv corrections.csv doubt_rules.csv figure_errors.csv
    data/sanction_classes.csv sanction_regimes.csv former_preset_weights.csv published_indices.csv
    data/case_assumptions.csv
    data/etl/base/       countries, sources and privacy laws as people know them, and the
                         frame of the descriptor (package.json: version, schemas)
    data/etl/names.csv   every spelling of a place in a raw file; an empty country is a group
                         or a former state that is left out on purpose
    data/etl/expectations.csv   by indicator: first year kept, plausible range, range of the
                         median (which shows a changed unit), minimum number of countries

Built, never edited::

    data/countries.csv flags.csv transfers.csv sanctions.csv client_regimes.csv sources.csv
    data/published_ranks.csv published_lists.csv holidays.csv economic_paths.csv
    data/employment_terms.csv attrition_reports.csv datapackage.json
    data/observations/<source>.csv   each by the script of the same name in data/etl/sources/
    data/geo/countries.geojson
    docs/data.md

A rebuild from the same files gives the same bytes. If there is any problem, all are listed and the
folder stays as it was. A figure that is no longer found is a problem until corrections.csv says why
(action drop).
"""
