/** Accounts: who may sign in, and what is held of a person. */
@NullMarked
package com.ieltsaiprep.api.account;

import org.jspecify.annotations.NullMarked;
