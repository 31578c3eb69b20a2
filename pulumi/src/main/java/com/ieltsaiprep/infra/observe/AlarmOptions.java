package com.ieltsaiprep.infra.observe;

/**
 * Receivers and limits of a stack's alarms.
 *
 * @param email address that receives the alarms; empty: none, the topics exist without subscribers
 * @param monthlyBudgetUsd amount per month that the budget compares with the costs of the stack
 */
public record AlarmOptions(String email, int monthlyBudgetUsd) {}
