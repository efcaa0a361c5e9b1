// What every program pays that is an ES module, whatever it imports.
