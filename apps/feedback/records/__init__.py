"""The one store of what customers say: taken in, searched, corrected, handed on."""
