package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What a check has shown.
 *
 * @param table for people
 * @param json for programs
 * @param problems why it failed, one line each; empty if it passed
 */
record CheckVerdict(List<String> table, ObjectNode json, List<String> problems) {}
