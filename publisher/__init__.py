"""HuiCe's press: reads and checks the records, renders pages, packs the browser's runtime."""
