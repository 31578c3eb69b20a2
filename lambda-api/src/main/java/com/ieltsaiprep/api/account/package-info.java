/** Account data: the account, its credentials, and the tombstone of a deleted one. */
@NullMarked
package com.ieltsaiprep.api.account;

import org.jspecify.annotations.NullMarked;
