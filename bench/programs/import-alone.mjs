import '@leastwise/evaluate';
