"""How everything looks: colours, sizes, signs and the few controls of our own."""
