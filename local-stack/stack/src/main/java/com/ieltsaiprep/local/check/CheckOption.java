package com.ieltsaiprep.local.check;

/**
 * Command-line option {@code --name value} with a whole number.
 *
 * @param name without hyphens
 */
record CheckOption(String name, int defaultValue, int min, int max, String help) {}
