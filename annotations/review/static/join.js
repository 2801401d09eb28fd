// The code of an invitation stands behind the # of its address, which no browser sends to a server.

const field = document.getElementById("code");
const code = location.hash.slice(1);
if (code) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector('input[name="phrase"]').focus();
} else field.focus();
