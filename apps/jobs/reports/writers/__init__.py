"""Writers of the document. They run in a process of their own and import no Django."""
