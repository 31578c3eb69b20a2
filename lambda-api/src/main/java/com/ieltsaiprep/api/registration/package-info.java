/** Registration: an unconfirmed account, and its confirmation by an e-mailed code. */
@NullMarked
package com.ieltsaiprep.api.registration;

import org.jspecify.annotations.NullMarked;
