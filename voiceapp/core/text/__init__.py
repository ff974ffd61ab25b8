"""This package has pure rules about text: sentences, speakable text, unfinished words, number words, and cleaning."""
